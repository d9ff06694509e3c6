#pragma once
#include "domain/exit/types.h"

namespace gongshu::domain::exit {

struct Started {
  static constexpr std::string_view kType = "exit.started";
  static constexpr bool kPolicy = true;
  StartExit content;
  std::string agency, operator_org;
};
BOOST_DESCRIBE_STRUCT(Started, (), (content, agency, operator_org))

struct Revoked {
  static constexpr std::string_view kType = "exit.revoked";
  static constexpr bool kPolicy = true;
  RevokedRights rights;
  std::vector<NoticeRef> notices;
};
BOOST_DESCRIBE_STRUCT(Revoked, (), (rights, notices))

/// A page of the list: an entry of the ledger is bounded.
struct FilesFound {
  static constexpr std::string_view kType = "exit.files_found";
  std::vector<FoundFile> files;
};
BOOST_DESCRIBE_STRUCT(FilesFound, (), (files))

struct FilesListed {
  static constexpr std::string_view kType = "exit.files_listed";
  std::vector<std::string> categories;
};
BOOST_DESCRIBE_STRUCT(FilesListed, (), (categories))

struct KeysDestroyed {
  static constexpr std::string_view kType = "exit.keys_destroyed";
  static constexpr bool kPolicy = true;
  std::vector<ShreddedKey> keys;
};
BOOST_DESCRIBE_STRUCT(KeysDestroyed, (), (keys))

struct FilesDeleted {
  static constexpr std::string_view kType = "exit.files_deleted";
  std::int64_t files = 0, bytes = 0;
};
BOOST_DESCRIBE_STRUCT(FilesDeleted, (), (files, bytes))

struct AgreementOver {
  static constexpr std::string_view kType = "exit.agreement_ended";
  bool operator_exited = false;
};
BOOST_DESCRIBE_STRUCT(AgreementOver, (), (operator_exited))

struct Certified {
  static constexpr std::string_view kType = "exit.certified";
  std::string log_hold_until, certificate, signature;
};
BOOST_DESCRIBE_STRUCT(Certified, (), (log_hold_until, certificate, signature))

struct NoticeGiven {
  static constexpr std::string_view kType = "exit.notice_given";
  std::string exit, org, operator_org, subscription, product, product_title;
  bool paying = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NoticeGiven, (), (exit, org, operator_org, subscription, product, product_title, paying, reason))

struct ExitSubject {
  static constexpr std::string_view kKind = "exit";
  static constexpr std::string_view kPrefix = "ext";
  using State = Exit;
  using Event = std::variant<Started, Revoked, FilesFound, FilesListed, KeysDestroyed, FilesDeleted, AgreementOver, Certified>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct ExitNoticeSubject {
  static constexpr std::string_view kKind = "exit_notice";
  static constexpr std::string_view kPrefix = "ntc";
  using State = ExitNotice;
  using Event = std::variant<NoticeGiven>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<ExitSubject::Event>;

}  // namespace gongshu::domain::exit
