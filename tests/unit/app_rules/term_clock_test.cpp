// Terms and validity as clocks of a node: what is missed while it is down happens once, in order of day.
#include <gmock/gmock.h>

#include "../app/matter_world.h"
#include "domain/authorization/events.h"
#include "domain/registration/events.h"
#include "ledger/reader.h"

namespace gongshu::app {
namespace {

using namespace test;
using domain::authorization::AgreementStatus;
using domain::authorization::AgreementSubject;
using domain::registration::RegistrationStatus;
using domain::registration::RegistrationSubject;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TermClockTest : public MatterWorld {
 protected:
  void agreement(const std::string& id, const std::string& ends, const std::string& ending_from) {
    domain::authorization::DraftAgreement content;
    content.resources = {"cat-1"};
    content.starts = "2026-03-02";
    content.ends = ends;
    put<AgreementSubject>(
        *node_, kAgency, id,
        {domain::authorization::AgreementDrafted{"org-op", content}, domain::authorization::AgreementDecided{"dec-1"},
         domain::authorization::AgreementInForce{{}, ending_from}});
  }
  void registration(const std::string& id, const std::string& kind, const std::optional<std::string>& of = {}) {
    domain::registration::ApplyRegistration application;
    application.entry = "cat-1";
    application.kind = kind;
    application.of = of;
    put<RegistrationSubject>(*node_, kAgency, id, {domain::registration::Applied{application, {}}});
  }
  void registered(const std::string& id, const std::string& until, const std::string& renew_from) {
    registration(id, "initial");
    put<RegistrationSubject>(*node_, kAuthority, id,
                             {domain::registration::Accepted{}, domain::registration::Reviewed{},
                              domain::registration::Completed{"GSR-1", until, renew_from}});
  }
  template <class Subject>
  typename Subject::State state(const std::string& id) {
    typename Subject::State out;
    EXPECT_TRUE(node_->query([&](Records& records) -> Status {
      GS_TRY(found, records.load<Subject>(id));
      out = std::move(found);
      return {};
    }));
    return out;
  }
  /// What the clock has recorded, in order.
  std::vector<std::string> fired() {
    std::vector<std::string> out;
    EXPECT_TRUE(node_->query([&](Records& records) -> Status {
      return ledger::Reader(records.db()).each(0, [&](const ledger::Entry& e) -> Status {
        if (e.actor == Node::system_actor().person &&
            (e.stream.starts_with("agreement/") || e.stream.starts_with("registration/")))
          out.push_back(e.stream + " " + e.type.substr(e.type.find('.') + 1));
        return {};
      });
    }));
    return out;
  }
};

TEST_F(TermClockTest, ATermIsNearAndOverOnItsDays) {
  agreement("agr-1", "2026-06-30", "2026-06-01");
  tick("2026-05-31");
  EXPECT_THAT(fired(), IsEmpty());
  tick("2026-06-01");
  EXPECT_THAT(fired(), ElementsAre("agreement/agr-1 agreement_ending"));
  tick("2026-06-30");
  EXPECT_EQ(state<AgreementSubject>("agr-1").status, AgreementStatus::in_force) << "the last day is inside the term";
  const auto epoch = node_->epoch();
  tick("2026-07-01");
  EXPECT_EQ(state<AgreementSubject>("agr-1").status, AgreementStatus::expired);
  EXPECT_GT(node_->epoch(), epoch) << "rights end with the term";
  tick("2026-07-02");
  EXPECT_THAT(fired(), ElementsAre("agreement/agr-1 agreement_ending", "agreement/agr-1 agreement_expired"));
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(TermClockTest, WhatWasMissedWhileTheNodeWasDownHappensOnceAndInOrder) {
  agreement("agr-1", "2026-06-30", "2026-06-01");
  agreement("agr-2", "2026-05-31", "2026-05-01");
  registered("reg-1", "2026-06-15", "2026-04-16");
  node_.reset();
  move_to("2026-08-01");
  start();
  const auto all =
      ElementsAre("registration/reg-1 renewal_opened", "agreement/agr-2 agreement_ending", "agreement/agr-1 agreement_ending",
                  "agreement/agr-2 agreement_expired", "registration/reg-1 lapsed", "agreement/agr-1 agreement_expired");
  EXPECT_THAT(fired(), all);
  start();
  tick("2026-08-02");
  EXPECT_THAT(fired(), all);
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(TermClockTest, AValidityWaitsForARenewalAppliedForInTimeAndLapsesWhenItIsRefused) {
  registered("reg-1", "2026-06-15", "2026-04-16");
  tick("2026-04-16");
  registration("reg-2", "renewal", "reg-1");
  tick("2026-06-16");
  EXPECT_EQ(state<RegistrationSubject>("reg-1").status, RegistrationStatus::registered);
  put<RegistrationSubject>(*node_, kAuthority, "reg-2", {domain::registration::NotAccepted{"材料不全"}});
  tick("2026-06-20");
  EXPECT_EQ(state<RegistrationSubject>("reg-1").status, RegistrationStatus::lapsed);
}

TEST_F(TermClockTest, AnotherApplicationHoldsNoValidity) {
  registered("reg-1", "2026-06-15", "2026-04-16");
  registration("reg-2", "correction", "reg-1");
  registration("reg-3", "renewal", "reg-9");
  tick("2026-06-16");
  EXPECT_EQ(state<RegistrationSubject>("reg-1").status, RegistrationStatus::lapsed);
}

}  // namespace
}  // namespace gongshu::app
