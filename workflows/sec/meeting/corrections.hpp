// What is put right in a meeting until its minutes are approved, and how they are published: sec-rules 16.9, 16.17.
#pragma once

#include "workflows/sec/meeting/commands.hpp"

namespace sec::meeting {

struct CorrectAttendance : Basics {
  SEC_COMMAND("correct-attendance", (by::a_body), "Who was there, and who sent apologies, was not recorded rightly.");
  std::vector<Attendee> attendance;
  std::vector<Apology> apologies;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(CorrectAttendance, (Basics), (attendance, apologies, reason))

struct AmendItem : Basics {
  SEC_COMMAND("amend-item", body_or_secas,
              "An item of the agenda is put right: what is named takes the place of what was.");
  int item = 0;
  std::optional<std::string> title;
  std::optional<Classification> classification;
  std::optional<std::string> paper;  // "none": there is none
  std::optional<std::vector<std::string>> modifications;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(AmendItem, (Basics), (item, title, classification, paper, modifications, reason))

struct RemoveItem : Basics {
  SEC_COMMAND("remove-item", body_or_secas, "An item leaves the agenda, with the lines that nobody confirmed.");
  int item = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RemoveItem, (Basics), (item, reason))

struct WithdrawLine : Basics {
  SEC_COMMAND("withdraw-line", (by::a_body),
              "A line does not stand, with the other lines of its step; if it was confirmed, the step is undone.");
  int line = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawLine, (Basics), (line, reason))

struct PublishMinutes : Basics {
  SEC_COMMAND("publish-minutes", (by::List<1>{"panel-secretary"}),
              "Everybody sees the minutes, as far as their light allows; before they are approved as a draft.");
  std::optional<bool> draft;
};
BOOST_DESCRIBE_STRUCT(PublishMinutes, (Basics), (draft))

struct AttendanceCorrected : Adds<CorrectAttendance, "attendance-corrected"> {
  std::optional<Quorum> quorum;
  static AttendanceCorrected from(const Look& look, const CorrectAttendance& command);
};
BOOST_DESCRIBE_STRUCT(AttendanceCorrected, (CorrectAttendance), (quorum))

struct ItemAmended : Adds<AmendItem, "item-amended"> {
  // Its light was raised, and its open text is confidential from now on; not in old journals, where it stayed open.
  std::optional<bool> closes_text;
  std::optional<Date> published_on;  // since when everybody could read what is closed
  std::optional<bool> raises_lines;  // what was decided under it has its light from now on; not in older journals
  std::optional<bool> reopens;  // its light was raised before: what that has closed comes back; not in older journals
  std::optional<std::string> remark;  // what stays in a higher light than the one that it was lowered to
  static ItemAmended from(const Look& look, const AmendItem& command);
};
BOOST_DESCRIBE_STRUCT(ItemAmended, (AmendItem), (closes_text, published_on, raises_lines, reopens, remark))

struct ItemRemoved : Adds<RemoveItem, "item-removed"> {
  std::vector<int> lines;  // that go with it
  static ItemRemoved from(const Look& look, const RemoveItem& command);
};
BOOST_DESCRIBE_STRUCT(ItemRemoved, (RemoveItem), (lines))

struct LineWithdrawn : Adds<WithdrawLine, "line-withdrawn"> {
  std::vector<int> lines;        // it, and the others of its steps
  std::vector<StepTaken> steps;  // that are undone
  static LineWithdrawn from(const Look& look, const WithdrawLine& command);
};
BOOST_DESCRIBE_STRUCT(LineWithdrawn, (WithdrawLine), (lines, steps))

struct MinutesPublished : Keeps<MinutesPublished, PublishMinutes, "minutes-published"> {};

// They name an item or a line that is there: the meeting is one of the related cases.
void check(const AmendItem& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const RemoveItem& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const WithdrawLine& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const ProposeDrafts& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const ConfirmLine& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const ConfirmLines& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const RejectLine& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const DeferLine& command, const engine::Setting& setting, engine::body::Reading& reading);
void check_item(int number, const engine::Setting& setting, engine::body::Reading& reading);
bool looks_at_itself(std::string_view command);
void check_paper(const std::optional<std::string>& paper, engine::body::Reading& reading);  // its reference, or "none"

#define SEC_MEETING_APPLY(EVENT) void apply(Facts& facts, const EVENT& event, const engine::Entry& entry)
SEC_MEETING_APPLY(AttendanceCorrected);
SEC_MEETING_APPLY(ItemAmended);
SEC_MEETING_APPLY(ItemRemoved);
SEC_MEETING_APPLY(LineWithdrawn);
SEC_MEETING_APPLY(MinutesPublished);
#undef SEC_MEETING_APPLY

}  // namespace sec::meeting
