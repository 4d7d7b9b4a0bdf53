// Words of the commands about creators.
import type { CommandText } from "../commands.ts";

export const creatorsCommandTexts: Readonly<Record<string, CommandText>> = {
  "avatar.create": {
    summary: "Make an avatar from a brief: persona, facts, ready to work.",
    example: 'avatar create Luna "fitness and sea in Lisbon, warm and playful"',
    arguments: {
      name: "What she is called",
      brief: "What the creator is about: niche, place, tone",
      age: "Stated age, at least 21",
      language: "en or es",
      timeZone: "Time zone of the audience, e.g. Europe/Lisbon",
      draft: "Keep it a draft",
    },
  },
  "avatar.list": { summary: "Show all avatars.", example: "avatar list", arguments: {} },
  "avatar.show": {
    summary: "Show one avatar with her persona.",
    example: "avatar show luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "avatar.activate": {
    summary: "Make an avatar active once her persona is complete.",
    example: "avatar activate luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "avatar.pause": {
    summary: "Stop an avatar at once: no posts, no answers.",
    example: "avatar pause luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "avatar.resume": {
    summary: "Let a paused avatar work again.",
    example: "avatar resume luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "avatar.autonomy": {
    summary: "Choose who answers fans: auto, draft (you approve) or off.",
    example: "avatar autonomy luna draft",
    arguments: { avatar: "Name or slug of the avatar", mode: "auto, draft or off" },
  },
  "avatar.languages": {
    summary: "Choose the languages of an avatar's captions; the first is that of persona and voice.",
    example: "avatar languages luna en,es",
    arguments: { avatar: "Name or slug of the avatar", languages: "Codes such as en,es: at most four" },
  },
  "account.link": {
    summary: "Link an account: you get a link to log in at the platform; an emulated one is linked at once.",
    example: "account link luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      platform: "instagram, tiktok_posts or fanvue",
      handle: "User name on the platform, where the log-in shows several",
      login: "Whose log-in: instagram, facebook (Instagram by a Facebook page), tiktok or fanvue",
    },
  },
  "account.reconnect": {
    summary: "Log in again for an account whose token ended or was taken back.",
    example: "account reconnect luna.vega",
    arguments: { account: "Its user name or id", login: "Whose log-in, if another than before: instagram, facebook" },
  },
  "account.connect": {
    summary: "Connect a real account with a token from the platform's dashboard.",
    example: "account connect luna --platform telegram --access-token TOKEN",
    arguments: {
      avatar: "Name or slug of the avatar",
      platform:
        "instagram, telegram, tiktok (messages), fanvue, tiktok_posts, telegram_channel, bluesky, threads, x or youtube",
      accountId: "The account's id on the platform, if it is to be compared with the token's",
      accessToken:
        "The token; of a Telegram bot from @BotFather, of a channel TOKEN@channel, of Bluesky handle:app-password; it is stored encrypted",
      refreshToken: "Of TikTok, whose tokens last a day, or Fanvue, whose last an hour: with it they are renewed",
    },
  },
  "account.web": {
    summary: "Give an avatar a chat page of her own, and two lines to embed it on your site.",
    example: "account web luna --origins https://luna.example",
    arguments: {
      avatar: "Name or slug of the avatar",
      origins: "Sites that may embed it, such as https://luna.example; “none” for no other",
      off: "Take the page down",
    },
  },
  "account.icebreakers": {
    summary: "Set the questions a chat begins with; without any, the avatar's own.",
    example: "account icebreakers luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      platform: "instagram",
      questions: "At most four, of at most 80 characters",
      off: "Take them away",
    },
  },
  "account.menu": {
    summary: "Set the menu beside a chat; without any items, the avatar's own.",
    example: "account menu luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      platform: "instagram",
      items: "At most five, of at most 30 characters",
      off: "Take it away",
    },
  },
  "account.comments": {
    summary: "Choose whether comments get one private reply.",
    example: "account comments luna on",
    arguments: { avatar: "Name or slug of the avatar", mode: "on or off", platform: "instagram" },
  },
  "account.posting": {
    summary: "Choose who sees an account's posts, and who may comment or reuse them.",
    example: "account posting luna.daily --privacy SELF_ONLY",
    arguments: {
      account: "User name of the account",
      platform: "tiktok_posts, where accounts of several platforms have the name",
      privacy: "TikTok's word: PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS, FOLLOWER_OF_CREATOR or SELF_ONLY",
      comments: "on or off",
      reuse: "on or off: others may show the clip beside their own, or cut from it",
      draft: "on: into the creator's inbox, to be finished in the app",
    },
  },
  "account.list": {
    summary: "Show linked accounts and their health.",
    example: "account list",
    arguments: { avatar: "Name or slug of the avatar" },
  },
};
