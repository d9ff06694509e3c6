#include "demo/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "store/files.h"

extern char** environ;

namespace gongshu::demo {
namespace {

/// Standard output and error go to files: no pipe can fill up while we wait.
class Redirection {
 public:
  Redirection(const std::filesystem::path& folder, const std::string& output, const std::string& errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  }
  ~Redirection() { posix_spawn_file_actions_destroy(&actions_); }
  Redirection(const Redirection&) = delete;
  Redirection& operator=(const Redirection&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

Result<ProgramResult> run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder) {
  const auto output = (folder / "output.txt").string(), errors = (folder / "errors.txt").string();
  std::string self = "/proc/self/exe";
  std::vector<std::string> words = arguments;
  std::vector<char*> argv{self.data()};
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const Redirection redirection(folder, output, errors);
  pid_t child = 0;
  if (const int code = posix_spawn(&child, self.c_str(), redirection.get(), nullptr, argv.data(), environ); code != 0)
    return fail(ErrorCode::internal, arguments.empty() ? "" : arguments.front(), std::string("cannot start: ") + std::strerror(code));
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return fail(ErrorCode::internal, arguments.front(), "cannot wait for the program");
  ProgramResult result;
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  GS_TRY(out, store::read_file(output));
  GS_TRY(err, store::read_file(errors));
  result.output = std::move(out);
  result.errors = std::move(err);
  return result;
}

}  // namespace gongshu::demo
