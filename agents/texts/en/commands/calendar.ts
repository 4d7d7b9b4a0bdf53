// Commands about the calendar of posts.
import type { CommandText } from "../commands.ts";

const AVATAR = "Name or slug of the avatar";
const POST = "Id of the post, or its piece, such as luna-12";
const ACCOUNT = "Account, such as @luna";

export const calendarCommandTexts: Readonly<Record<string, CommandText>> = {
  "schedule.week": {
    summary: "Fill the days ahead with approved pieces, at good hours; a run card shows the calendar first.",
    example: "schedule week Luna --posts 14",
    arguments: {
      avatar: AVATAR,
      posts: "How many posts, 1 to 100",
      account: "Only this account; left out: all that post",
      from: "First day, such as 2026-12-01; left out: tomorrow",
      days: "How many days, 1 to 28",
      approve: "buttons or link: each of these posts asks before it goes out",
      plan: "Pieces, accounts and hours as planned; set by the run card",
    },
  },
  "schedule.show": {
    summary: "Show an avatar's calendar of posts as a picture and a list.",
    example: "schedule show Luna --week 2026-W49",
    arguments: { avatar: AVATAR, week: "Week or first day, such as 2026-W49 or 2026-12-01" },
  },
  "schedule.move": {
    summary: "Give a post another hour.",
    example: 'schedule move luna-12 "tomorrow 18:00"',
    arguments: {
      post: POST,
      when: "Such as “tomorrow 18:00”, “2026-12-02 18:00” or “+2h”, by the avatar's clock",
      force: "Against the account's own pace; never against the platform's limits",
    },
  },
  "schedule.swap": {
    summary: "Let two posts of an account change places.",
    example: "schedule swap luna-12 luna-15",
    arguments: { post: POST, with: "The other post" },
  },
  "schedule.cancel": {
    summary: "Take a post out of the calendar, or all of an avatar's.",
    example: "schedule cancel luna-12",
    arguments: { post: `${POST}; or all`, avatar: "With all: whose posts" },
  },
  "schedule.pause": {
    summary: "Let nothing go out on an account or for an avatar; the posts stay.",
    example: "schedule pause Luna",
    arguments: { avatar: AVATAR, account: ACCOUNT },
  },
  "schedule.resume": {
    summary: "Let posts go out again; those whose hour passed get a new one.",
    example: "schedule resume Luna",
    arguments: { avatar: AVATAR, account: ACCOUNT },
  },
  "schedule.queue": {
    summary: "Put an approved piece into the next good hour that is free.",
    example: "schedule queue luna-12",
    arguments: {
      piece: "Piece, such as luna-12",
      account: `${ACCOUNT}; left out: the first it suits`,
      at: "The hour as planned; set by the run card",
    },
  },
  "schedule.approvals": {
    summary: "Let each planned post of an avatar ask before it goes out, or not.",
    example: "schedule approvals Luna on",
    arguments: { avatar: AVATAR, mode: "on or off" },
  },
  "schedule.zone": {
    summary: "Say by which clock an account's audience lives.",
    example: "schedule zone @luna Europe/Madrid",
    arguments: { account: ACCOUNT, zone: "Time zone, such as Europe/Madrid" },
  },
  "post.approve": {
    summary: "Let a planned post that asks go out.",
    example: "post approve luna-12",
    arguments: { post: POST },
  },
  "post.reject": {
    summary: "Do not post what asks to go out.",
    example: "post reject luna-12",
    arguments: { post: POST },
  },
  "campaign.create": {
    summary: "Plan posts over weeks; each week is filled from the pieces approved by then.",
    example: 'campaign create Luna "Winter sun" --weeks 4 --posts-per-week 10 --themes beach,city',
    arguments: {
      avatar: AVATAR,
      name: "What it is called",
      from: "First day, such as 2026-12-01; left out: tomorrow",
      weeks: "How many weeks, 1 to 26",
      postsPerWeek: "Posts a week, 1 to 70",
      themes: "Words a piece's template, caption or hashtags should hold one of",
    },
  },
  "campaign.show": {
    summary: "Show how a campaign stands.",
    example: 'campaign show "Winter sun"',
    arguments: { campaign: "Name or id of the campaign" },
  },
  "campaign.list": {
    summary: "List campaigns of posts.",
    example: "campaign list Luna",
    arguments: { avatar: AVATAR },
  },
  "campaign.cancel": {
    summary: "End a campaign and take its posts out of the calendar.",
    example: 'campaign cancel "Winter sun"',
    arguments: { campaign: "Name or id of the campaign" },
  },
  "quiet.add": {
    summary: "Keep days free of posts.",
    example: 'quiet add Luna 2026-12-24 2026-12-26 "Christmas"',
    arguments: { avatar: AVATAR, from: "First day", to: "Last day", reason: "Why, in a few words" },
  },
  "quiet.list": {
    summary: "List the days that are kept free of posts.",
    example: "quiet list Luna",
    arguments: { avatar: AVATAR },
  },
  "quiet.remove": {
    summary: "Post on quiet days again.",
    example: "quiet remove qui_…",
    arguments: { id: "Id of the stretch" },
  },
  "sound.add": {
    summary: "Keep a sound for later video posts; nothing is sent to a platform.",
    example: 'sound add "Ocean drive" --platform tiktok --link https://…',
    arguments: { title: "What it is called", link: "Where it is", platform: "Where it can be used", note: "A note" },
  },
  "sound.list": {
    summary: "List the sounds you keep.",
    example: "sound list tiktok",
    arguments: { platform: "Only those for this platform" },
  },
  "sound.use": {
    summary: "Note a sound at a video post.",
    example: 'sound use luna-12 "Ocean drive"',
    arguments: { post: POST, sound: "Title or id of the sound" },
  },
  "sound.remove": {
    summary: "Take a sound out of your list.",
    example: 'sound remove "Ocean drive"',
    arguments: { sound: "Title or id of the sound" },
  },
};
