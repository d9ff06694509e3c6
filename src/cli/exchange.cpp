// gongshu exchange: the platform next door, for a node that is not being served (a running one is reached over HTTP).
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/exchange_pump.h"
#include "cli/open_node.h"
#include "cli/settings.h"
#include "domain/exchange/events.h"
#include "exchange/chunk.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

using domain::exchange::MessageSubject;
using domain::exchange::PeerSubject;

struct ExchangeFlags {
  NodeFlags node;
  std::string peer, file;
  std::vector<std::string> files;
  bool json = false;
};

Result<std::unique_ptr<app::Node>> open(const ExchangeFlags& flags) {
  GS_TRY(settings, merge(flags.node));
  return open_node({settings.data, settings.pack, settings.rulepacks}, settings.overlay);
}

Status peers(const ExchangeFlags& flags) {
  GS_TRY(node, open(flags));
  return node->query([&](app::Records& records) -> Status {
    GS_TRY(all, records.all<PeerSubject>());
    if (flags.json) {
      json::array out;
      for (const auto& p : all) {
        auto one = write(p.state).as_object();
        one["id"] = p.id;
        out.push_back(std::move(one));
      }
      fmt::print("{}\n",
                 json::serialize(json::object{{"node", node->key().public_key().fingerprint()}, {"peers", std::move(out)}}));
      return {};
    }
    fmt::print("本节点公钥指纹 this node's key: {}\n", node->key().public_key().fingerprint());
    for (const auto& p : all)
      fmt::print("{} · {} · {} · {} · 已收 received {} · 已发 sent {} · 已确认 acknowledged {}{}\n", p.id, p.state.name,
                 status_of(p.state), p.state.fingerprint.substr(0, 16), p.state.received, p.state.sent, p.state.acknowledged,
                 p.state.url ? " · " + *p.state.url : std::string());
    return {};
  });
}

Status status(const ExchangeFlags& flags) {
  GS_TRY(node, open(flags));
  return node->query([&](app::Records& records) -> Status {
    json::array out;
    GS_TRY(all, records.all<MessageSubject>());
    for (const auto& m : all) {
      if (!flags.peer.empty() && m.state.peer != flags.peer) continue;
      if (flags.json)
        out.push_back(write(m.state));
      else
        fmt::print("{} · {} #{} · {} · {}{}{}\n", to_text(m.state.time), m.state.peer, m.state.sequence, m.state.kind,
                   status_of(m.state), m.state.record ? " · " + *m.state.record : std::string(),
                   m.state.code ? " · " + *m.state.code : std::string());
    }
    if (flags.json) fmt::print("{}\n", json::serialize(out));
    return {};
  });
}

Status export_to(const ExchangeFlags& flags) {
  GS_TRY(node, open(flags));
  GS_TRY(waiting, app::outgoing_messages(*node, flags.peer));
  GS_TRY(lines, exchange::to_lines(waiting.messages, waiting.documents));
  GS_CHECK(store::write_file_atomic(flags.file, lines));
  fmt::print("已导出 exported: {} 条 messages, {} 份指令 orders → {}\n", waiting.messages.size() - 1, waiting.documents.size(), flags.file);
  return {};
}

Status import_from(const ExchangeFlags& flags) {
  GS_TRY(text, store::read_file(flags.file, exchange::kMaxBundle + 1));
  GS_TRY(bundle, exchange::read_lines(text));
  GS_TRY(node, open(flags));
  GS_TRY(done, app::receive_messages(*node, bundle));
  if (flags.json) {
    json::object out{{"peer", done.peer}, {"received", done.received}, {"outcomes", write(done.outcomes)}};
    fmt::print("{}\n", json::serialize(out));
  } else {
    for (const auto& o : done.outcomes)
      fmt::print("#{} {} · {}{}{}\n", o.sequence, o.id, o.outcome, o.record ? " · " + *o.record : std::string(),
                 o.code ? " · " + *o.code + " " + o.at.value_or("") + " " + o.hint.value_or("") : std::string());
    fmt::print("已按序处理到 dealt with up to: {}\n", done.received);
  }
  return done.stopped ? Status(fail(*done.stopped)) : Status();
}

/// Puts the chunks in the order given, and stops at the first that cannot be.
Status import_chunks(const ExchangeFlags& flags) {
  GS_TRY(node, open(flags));
  json::array out;
  bool refused = false;
  for (const auto& file : flags.files) {
    GS_TRY(text, store::read_file(file, exchange::kMaxChunk + 1));
    auto put = app::receive_chunk(*node, text);
    if (!put) {
      put.error().at = file + " " + put.error().at;
      return fail(std::move(put.error()));
    }
    refused = refused || put->code.has_value();
    if (flags.json) out.push_back(write(*put));
    else
      fmt::print("{} #{} · {} · 尚缺 missing {}{}\n", put->record, put->index, put->status, put->missing.size(),
                 put->code ? " · " + *put->code + " " + put->at.value_or("") + " " + put->hint.value_or("") : std::string());
  }
  if (flags.json) fmt::print("{}\n", json::serialize(out));
  if (refused) return fail(ErrorCode::state_not_allowed, "batch", "the platform checked the whole batch and refused it; see above");
  return {};
}

Status push(const ExchangeFlags& flags) {
  GS_TRY(node, open(flags));
  return push_to_peer(*node, flags.peer);
}

[[maybe_unused]] const bool kExchange = register_command(
    {"exchange", [](CLI::App& app, int& exit_code) {
       auto* group =
           app.add_subcommand("exchange", "与相邻平台交换签名报文 · signed messages to and from the platform next door");
       group->require_subcommand(1);
       const auto add = [&exit_code, group](const char* name, const char* text, Status (*run)(const ExchangeFlags&)) {
         auto* sub = group->add_subcommand(name, text);
         auto flags = std::make_shared<ExchangeFlags>();
         add_node_flags(*sub, flags->node, false);
         sub->add_flag("--json", flags->json, "以 JSON 输出 · print JSON");
         sub->callback([flags, run, &exit_code] {
           if (auto done = run(*flags); !done) exit_code = report(done.error());
         });
         return std::pair{sub, flags};
       };
       add("peers", "对端及收发进度 · peers, and how far each side has got", peers);
       auto [s, s_flags] = add("status", "收发报文 · messages received and sent", status);
       s->add_option("--peer", s_flags->peer, "对端编号 · id of the peer");
       auto [e, e_flags] = add("export", "把待送报文写成文件 · writes what waits for a peer to a file", export_to);
       e->add_option("--peer", e_flags->peer, "对端编号 · id of the peer")->required();
       e->add_option("--out", e_flags->file, "文件 · file (JSON Lines)")->required();
       auto [i, i_flags] = add("import", "处理对端送来的文件 · deals with a file of a peer", import_from);
       i->add_option("file", i_flags->file, "文件 · file (JSON Lines)")->required();
       auto [k, k_flags] = add("chunks", "收下批次分片文件 · takes chunks of announced batches", import_chunks);
       k->add_option("files", k_flags->files, "分片文件 · files of chunks")->required();
       auto [p, p_flags] = add("push", "向对端地址推送一次 · one round trip with a peer's address", push);
       p->add_option("--peer", p_flags->peer, "对端编号 · id of the peer")->required();
     }});

}  // namespace
}  // namespace gongshu::cli
