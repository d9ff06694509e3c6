#include "engine/deep_stack.h"

#include <pthread.h>

#include <new>

namespace gongshu::engine {
namespace {
constexpr std::size_t kShallowTokens = 400;
constexpr std::size_t kStackBytes = 24u << 20;

void* call(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}
}  // namespace

void on_deep_stack(std::size_t tokens, const std::function<void()>& work) {
  if (tokens <= kShallowTokens) return work();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_t thread;
  const int failed = pthread_create(&thread, &attributes, call, const_cast<std::function<void()>*>(&work));
  pthread_attr_destroy(&attributes);
  if (failed) throw std::bad_alloc();
  pthread_join(thread, nullptr);
}

}  // namespace gongshu::engine
