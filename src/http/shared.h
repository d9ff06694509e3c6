// What all I/O threads of one server share.
#pragma once
#include <atomic>
#include <functional>
#include <string>

#include "http/pages.h"
#include "http/router.h"
#include "http/server.h"
#include "http/telemetry.h"
#include "http/worker_pool.h"

namespace gongshu::http {

struct Shared {
  Shared(Backend& b, ServerOptions o, const Contract& c)
      : backend(b),
        options(std::move(o)),
        router(c),
        pages(c),
        telemetry(c, options.io_threads),
        pool(options.workers, options.queue) {}

  Backend& backend;
  const ServerOptions options;
  const Router router;
  const Pages pages;
  Telemetry telemetry;
  WorkerPool pool;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> connections{0};

  void error(const std::string& line) const { options.log("error", line); }
};

}  // namespace gongshu::http
