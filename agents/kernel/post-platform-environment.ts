// Environment variables of the platforms we only post to.
import type { EnvironmentVariable } from "./environment.ts";

export const OTHER_PLATFORMS: readonly Omit<EnvironmentVariable, "group">[] = [
  {
    name: "BLUESKY_BASE_URL",
    meaning: "Server of the Bluesky accounts posted to.",
    default: "https://bsky.social",
  },
  { name: "THREADS_BASE_URL", meaning: "Threads API.", default: "https://graph.threads.net" },
  {
    name: "THREADS_APP_ID",
    meaning:
      "Threads app id, of a Meta app with the Threads use case: accounts are linked by a log-in. Absent: by their token.",
  },
  { name: "THREADS_APP_SECRET", meaning: "Its secret.", secret: true },
  { name: "THREADS_OAUTH_BASE_URL", meaning: "Where Threads' log-in is opened instead of www.threads.com." },
  { name: "X_BASE_URL", meaning: "X API.", default: "https://api.x.com" },
  {
    name: "X_CLIENT_ID",
    meaning:
      "OAuth 2.0 client id of the X app: accounts are linked by a log-in, and their tokens, which last two hours, are renewed. Absent: by their token.",
  },
  { name: "X_CLIENT_SECRET", meaning: "Its secret.", secret: true },
  { name: "X_OAUTH_BASE_URL", meaning: "Where X's log-in is opened instead of x.com." },
  { name: "YOUTUBE_BASE_URL", meaning: "YouTube Data API.", default: "https://www.googleapis.com" },
  {
    name: "YOUTUBE_CLIENT_ID",
    meaning:
      "OAuth client id of the Google Cloud project: channels are linked by a log-in, and their tokens, which last an hour, are renewed. Absent: by their token.",
  },
  { name: "YOUTUBE_CLIENT_SECRET", meaning: "Its secret.", secret: true },
  {
    name: "YOUTUBE_OAUTH_BASE_URL",
    meaning: "Where Google's log-in is reached instead of accounts.google.com and oauth2.googleapis.com.",
  },
];
