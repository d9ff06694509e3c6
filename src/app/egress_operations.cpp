// The egress report as the API serves it: data and page.
#include "app/egress_report.h"
#include "app/operation.h"

namespace gongshu::app {
namespace {

Result<json::object> report_for(Node& node, const Call& call) {
  const auto& id = call.param("id");
  domain::product::Product product;
  const auto now = node.clock().now();
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<domain::product::ProductSubject>(id, "path.id"));
    product = std::move(found);
    return may_read_egress_report(records, call.actor, id, product, node.rulebook().on(local_date(now)));
  }));
  return egress_report(node, id, product);
}

[[maybe_unused]] const bool kOperations[] = {
    operation("getEgressReport", Access::session, {},
              [](Node& node, const Call& call) -> Result<Reply> {
                GS_TRY(report, report_for(node, call));
                return Reply{200, std::move(report), {}, {}, {}};
              }),
    operation("getEgressReportPage", Access::session, {},
              [](Node& node, const Call& call) -> Result<Reply> {
                GS_TRY(report, report_for(node, call));
                const auto book = node.rulebook().on(local_date(node.clock().now()));
                return Reply{
                    200,
                    {},
                    egress_page(report, [&book](const std::string& key) { return book.label(key); }),
                    "text/html; charset=utf-8",
                    {{"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"},
                     {"cache-control", "no-store"}}};
              }),
};

}  // namespace
}  // namespace gongshu::app
