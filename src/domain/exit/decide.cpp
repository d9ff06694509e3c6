#include "domain/exit/decide.h"

#include "domain/exit/points.h"
#include "identity/roles.h"

namespace gongshu::domain::exit {
namespace {

namespace role = identity::role;
constexpr std::size_t kPage = 500;  ///< files in one entry of the ledger

Status of_authority_or_agency(const Context& context, const std::string& agency) {
  if (context.actor.has_role(role::kCompetentAuthority) || (!agency.empty() && context.actor.org == agency)) return {};
  return fail(ErrorCode::auth_forbidden, {}, "the competent authority or the agreement's implementing agency does this");
}

Status next(const Exit& state, std::string_view event, const Context& context) {
  GS_CHECK(may_complete(state, context));
  return may_move(kExitTransitions, state.status, event);
}

}  // namespace

Result<Events> start(const StartExit& c, const StartFacts& facts, Context& context) {
  if (!facts.agreement_exists) return fail(ErrorCode::state_not_found, "/agreement", "no agreement has the id " + c.agreement);
  GS_CHECK(of_authority_or_agency(context, facts.agency));
  if (!facts.in_force) return fail(ErrorCode::state_not_allowed, "/agreement", "only an agreement in force can be exited, and only once");
  if (c.cause == "expired" && !facts.term_over)
    return fail(ErrorCode::input_bad_choice, "/cause", "the agreement runs until " + facts.ends + "; before that it is terminated_early, breach or other");
  const auto ruling = context.ruling(kRevoke);
  if (!facts.document_exists)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/document", "deposit the document that the exit rests on, then give its id"));
  return {{Started{c, facts.agency, facts.operator_org}}};
}

Status may_complete(const Exit& state, const Context& context) {
  GS_CHECK(of_authority_or_agency(context, state.agency));
  if (context.actor.person == state.started_by)
    return fail(ErrorCode::auth_same_person, {}, "another person than the one who started the exit completes it");
  return {};
}

std::vector<std::string> categories_to_delete(const StartExit& c, Context& context) {
  const auto ruling = context.ruling(kDelete);
  std::set<std::string> all(ruling.list("what").begin(), ruling.list("what").end());
  if (c.also_delete) all.insert(c.also_delete->begin(), c.also_delete->end());
  return {all.begin(), all.end()};
}

Result<std::string> log_hold_until(Context& context) {
  const auto months = context.ruling(kLogHold).integer("months").value_or(0);
  if (months <= 0) return to_text(local_date(context.now));
  GS_TRY(day, context.rulebook().calendar().deadline(context.now, {months, rules::Unit::months}));
  return to_text(day);
}

Result<Events> revoke(const Exit& state, RevokedRights rights, std::vector<NoticeRef> notices, Context& context) {
  GS_CHECK(next(state, Revoked::kType, context));
  context.ruling(kRevoke);
  return {{Revoked{std::move(rights), std::move(notices)}}};
}

namespace {

Events pages(const std::vector<FoundFile>& files, const std::vector<std::string>& categories) {
  Events out;
  for (std::size_t at = 0; at < files.size(); at += kPage) {
    FilesFound page;
    for (std::size_t i = at; i < std::min(files.size(), at + kPage); ++i) {
      page.files.push_back(files[i]);
      page.files.back().kept = !std::binary_search(categories.begin(), categories.end(), files[i].category);
    }
    out.emplace_back(std::move(page));
  }
  return out;
}

}  // namespace

Result<Events> list_files(const Exit& state, const std::vector<FoundFile>& files, Context& context) {
  GS_CHECK(next(state, FilesListed::kType, context));
  const auto categories = categories_to_delete(state.content, context);
  auto out = pages(files, categories);
  out.emplace_back(FilesListed{categories});
  return out;
}

Result<Events> add_files(const Exit& state, const std::vector<FoundFile>& files, Context& context) {
  GS_CHECK(next(state, FilesFound::kType, context));
  context.ruling(kDelete);
  return pages(files, state.categories);
}

Result<Events> destroy_keys(const Exit& state, std::vector<ShreddedKey> keys, Context& context) {
  GS_CHECK(next(state, KeysDestroyed::kType, context));
  context.ruling(kDelete);
  return {{KeysDestroyed{std::move(keys)}}};
}

Result<Events> delete_files(const Exit& state, Context& context) {
  GS_CHECK(next(state, FilesDeleted::kType, context));
  context.ruling(kDelete);
  FilesDeleted done;
  for (const auto& f : state.files) {
    if (f.kept) continue;
    ++done.files;
    done.bytes += f.bytes;
  }
  return {{done}};
}

Result<Events> end(const Exit& state, bool operator_exited, Context& context) {
  GS_CHECK(next(state, AgreementOver::kType, context));
  context.ruling(kRevoke);
  return {{AgreementOver{operator_exited}}};
}

Result<Events> certify(const Exit& state, Certified certified, Context& context) {
  GS_CHECK(next(state, Certified::kType, context));
  context.ruling(kCertificate);
  context.ruling(kLogHold);
  return {{std::move(certified)}};
}

}  // namespace gongshu::domain::exit
