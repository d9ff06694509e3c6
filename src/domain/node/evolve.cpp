#include "domain/node/events.h"

namespace gongshu::domain::node {
namespace {

void on(NodeRules& s, const RulesLoaded& e, const EventMeta& m) {
  s.current = e.rules;
  s.loaded = m.time;
  ++s.loads;
}
void on(NodeRules& s, const ClashSettled& e, const EventMeta& m) {
  std::erase_if(s.settled, [&](const Settlement& old) { return old.topic == e.topic; });
  s.settled.push_back({e.topic, e.local, e.overlay, e.prevails, e.holds, e.decision, e.number, m.actor, m.time});
}
void on(NodeRules& s, const ExpiryContinued& e, const EventMeta& m) {
  s.continued.push_back({e.pack, e.expired, e.decision, e.number, m.actor, m.time});
}

}  // namespace

void NodeSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  std::visit([&](const auto& e) { on(state, e, meta); }, event);
}

GS_REGISTER_SUBJECT(NodeSubject);

}  // namespace gongshu::domain::node
