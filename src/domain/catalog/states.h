// States of a catalog entry. draft and returned belong to the provider; submitted to the reviewers of the pack's chain.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::catalog {

enum class EntryStatus { draft, submitted, approved, returned, refused };
BOOST_DESCRIBE_ENUM(EntryStatus, draft, submitted, approved, returned, refused)

inline constexpr Transition<EntryStatus> kEntryTransitions[] = {
    {EntryStatus::draft, EntryStatus::draft, "catalog.entry_revised", "data_provider"},
    {EntryStatus::returned, EntryStatus::draft, "catalog.entry_revised", "data_provider"},
    {EntryStatus::approved, EntryStatus::draft, "catalog.entry_revised", "data_provider"},
    {EntryStatus::draft, EntryStatus::submitted, "catalog.entry_submitted", "data_provider"},
    {EntryStatus::submitted, EntryStatus::submitted, "catalog.entry_reviewed", "chain"},
    {EntryStatus::submitted, EntryStatus::approved, "catalog.entry_approved", "chain"},
    {EntryStatus::submitted, EntryStatus::returned, "catalog.entry_returned", "chain"},
    {EntryStatus::submitted, EntryStatus::refused, "catalog.entry_refused", "chain"},
};

}  // namespace gongshu::domain::catalog
