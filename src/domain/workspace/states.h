// States of a workspace and of a job. The operator writes and runs, the agency decides; a running job ends in one of four ways.
// `job_bound` begins the job that is one run of an approved job with parameters.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::workspace {

enum class WorkspaceStatus { open, exited };
BOOST_DESCRIBE_ENUM(WorkspaceStatus, open, exited)

enum class JobStatus { submitted, approved, refused, running, done, withheld, failed, cancelled };
BOOST_DESCRIBE_ENUM(JobStatus, submitted, approved, refused, running, done, withheld, failed, cancelled)

enum class SampleStatus { requested, released, refused };
BOOST_DESCRIBE_ENUM(SampleStatus, requested, released, refused)

inline constexpr Transition<WorkspaceStatus> kWorkspaceTransitions[] = {
    {WorkspaceStatus::open, WorkspaceStatus::open, "workspace.sampled", "operator"},
    {WorkspaceStatus::open, WorkspaceStatus::exited, "workspace.exited", "exit"},
};
inline constexpr Transition<SampleStatus> kSampleTransitions[] = {
    {SampleStatus::requested, SampleStatus::released, "workspace.sample_released", "implementing_agency"},
    {SampleStatus::requested, SampleStatus::refused, "workspace.sample_refused", "implementing_agency"},
};
inline constexpr Transition<JobStatus> kJobTransitions[] = {
    {JobStatus::submitted, JobStatus::approved, "workspace.job_approved", "implementing_agency"},
    {JobStatus::submitted, JobStatus::refused, "workspace.job_refused", "implementing_agency"},
    {JobStatus::submitted, JobStatus::cancelled, "workspace.job_cancelled", "operator"},
    {JobStatus::approved, JobStatus::cancelled, "workspace.job_cancelled", "operator"},
    {JobStatus::approved, JobStatus::running, "workspace.job_started", "operator"},
    {JobStatus::submitted, JobStatus::approved, "workspace.job_bound", "operator"},
    {JobStatus::running, JobStatus::done, "workspace.job_done", "node"},
    {JobStatus::running, JobStatus::withheld, "workspace.job_withheld", "node"},
    {JobStatus::running, JobStatus::failed, "workspace.job_failed", "node"},
    {JobStatus::running, JobStatus::cancelled, "workspace.job_cancelled", "operator"},
    {JobStatus::running, JobStatus::approved, "workspace.job_interrupted", "node"},
};

}  // namespace gongshu::domain::workspace
