// States of an exit: each says which step was recorded last; whoever completes it takes the next.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::exit {

enum class ExitStatus { started, revoked, listed, shredded, deleted, ended, certified };
BOOST_DESCRIBE_ENUM(ExitStatus, started, revoked, listed, shredded, deleted, ended, certified)

inline constexpr Transition<ExitStatus> kExitTransitions[] = {
    {ExitStatus::started, ExitStatus::revoked, "exit.revoked", "competent_authority, implementing_agency"},
    {ExitStatus::revoked, ExitStatus::revoked, "exit.files_found", "node"},
    {ExitStatus::revoked, ExitStatus::listed, "exit.files_listed", "node"},
    {ExitStatus::listed, ExitStatus::shredded, "exit.keys_destroyed", "node"},
    {ExitStatus::shredded, ExitStatus::shredded, "exit.files_found", "node"},
    {ExitStatus::shredded, ExitStatus::deleted, "exit.files_deleted", "node"},
    {ExitStatus::deleted, ExitStatus::ended, "exit.agreement_ended", "node"},
    {ExitStatus::ended, ExitStatus::certified, "exit.certified", "node"},
};

enum class NoticeStatus { given };
BOOST_DESCRIBE_ENUM(NoticeStatus, given)

}  // namespace gongshu::domain::exit
