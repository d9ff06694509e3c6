#include "demo/demo.h"

#include <fmt/core.h>

#include "demo/world.h"

namespace gongshu::demo {

Result<DemoOutcome> play(const DemoInput& input) {
  Narrator narrator;
  People people(input.base_url, narrator);
  World world;
  world.data = input.data;
  world.figures = input.figures;
  world.divisions = input.divisions;
  world.residents = input.residents;
  world.clock = input.clock;
  GS_CHECK(act_parties(people, world, input.admin_password));
  GS_CHECK(act_resources(people, world));
  GS_CHECK(act_authorization(people, world));
  // Nothing is supplied before the resource is registered: the machine says no.
  GS_CHECK(act_scenarios(people, world));
  GS_CHECK(people.refused("agency.zhao", "POST", "/api/v1/masking-orders",
                          json::object{{"scenario", world.elderly.scenario}, {"resource", world.elderly.entry}}, 422, "rule.not_registered",
                          "资源尚未登记就想供给"));
  GS_CHECK(act_registration(people, world));
  GS_CHECK(act_supply(people, world));
  GS_CHECK(act_workspace(people, world));
  GS_CHECK(act_products(people, world));
  GS_CHECK(act_delivery(people, world));
  GS_CHECK(act_calls(people, world));
  GS_CHECK(act_supervision(people, world));
  // Work is left under way, so that whoever looks around finds something to do.
  GS_CHECK(act_oversight(people, world));
  GS_CHECK(act_pending(people, world));
  if (input.with_exit) GS_CHECK(act_exit(people, world));
  return DemoOutcome{narrator.refusals()};
}

void print_guide(const std::string& base_url, const json::array& accounts) {
  fmt::print("\n打开 open:  {0}/        开始页 start page\n           {0}/docs    接口文档 API page\n           {0}/api/v1/ledger/checkpoint  最新检查点 latest checkpoint\n",
             base_url);
  fmt::print("\n演示账号 demo accounts (口令 password: {}):\n", kDemoPassword);
  for (const auto& account : accounts)
    fmt::print("  {:<16} {} · {}\n", std::string(account.at("account").as_string()), std::string(account.at("name").as_string()),
               std::string(account.at("org").as_string()));
  fmt::print("\n");
  std::fflush(stdout);
}

}  // namespace gongshu::demo
