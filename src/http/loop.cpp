#include "http/loop.h"

#include <boost/asio/post.hpp>
#include <ctime>
#include <random>

#include "http/connection.h"

namespace gongshu::http {
namespace {

constexpr std::chrono::milliseconds kTick{100};

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// IMF-fixdate, without the C locale.
std::string http_date(std::time_t now) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm t{};
  gmtime_r(&now, &t);
  char out[64];
  std::snprintf(out, sizeof out, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[t.tm_wday], t.tm_mday, kMonths[t.tm_mon],
                t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
  return out;
}

}  // namespace

Loop::Loop(std::shared_ptr<Shared> shared, std::size_t index) : shared_(std::move(shared)), index_(index), now_ms_(steady_ms()) {
  std::random_device seed;
  for (auto& word : random_state_) word = (std::uint64_t{seed()} << 32) | seed() | 1;
}

Loop::~Loop() = default;

void Loop::start() {
  tick();
  thread_ = std::thread([this] {
    for (;;) {
      try {
        context_.run();
        return;
      } catch (const std::exception& e) {
        shared_->error(std::string("I/O thread: ") + e.what());
      }
    }
  });
}

void Loop::join() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

void Loop::adopt(boost::asio::ip::tcp::socket socket) {
  std::size_t slot = connections_.size();
  if (free_.empty()) {
    connections_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  const auto connection = std::make_shared<Connection>(*this, std::move(socket), slot);
  connections_[slot] = connection;
  connection->start();
}

void Loop::release(std::size_t slot) {
  connections_[slot].reset();
  free_.push_back(slot);
  --shared_->connections;
}

void Loop::close_idle() {
  for (std::size_t i = 0; i < connections_.size(); ++i)
    if (const auto connection = connections_[i]) connection->server_stops();
}

void Loop::tick() {
  now_ms_ = steady_ms();
  if (const auto second = std::time(nullptr); second != date_second_) {
    date_second_ = second;
    date_ = http_date(second);
  }
  for (std::size_t i = 0; i < connections_.size(); ++i)
    if (const auto connection = connections_[i]) connection->check_deadline();
  timer_.expires_after(kTick);
  timer_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) tick();
  });
}

void Loop::deliver(Ticket ticket, Reply reply) {
  if (context_.get_executor().running_in_this_thread() && dispatching_.serial == ticket.serial)
    return hand_over(ticket, std::move(reply));
  bool wake = false;
  {
    std::lock_guard lock(mailbox_mutex_);
    wake = mailbox_.empty();
    mailbox_.emplace_back(ticket, std::move(reply));
  }
  // one wake-up for all answers that a group commit finishes together
  if (wake) boost::asio::post(context_, [this] { drain_mailbox(); });
}

void Loop::drain_mailbox() {
  {
    std::lock_guard lock(mailbox_mutex_);
    mailbox_.swap(delivered_);
  }
  for (auto& [ticket, reply] : delivered_) hand_over(ticket, std::move(reply));
  delivered_.clear();
}

void Loop::hand_over(Ticket ticket, Reply reply) {
  const auto connection = ticket.slot < connections_.size() ? connections_[ticket.slot] : nullptr;
  if (connection) connection->answer(ticket.serial, std::move(reply));
}

std::uint64_t Loop::random() {
  // xorshift128+
  auto s1 = random_state_[0];
  const auto s0 = random_state_[1];
  random_state_[0] = s0;
  s1 ^= s1 << 23;
  random_state_[1] = s1 ^ s0 ^ (s1 >> 18) ^ (s0 >> 5);
  return random_state_[1] + s0;
}

}  // namespace gongshu::http
