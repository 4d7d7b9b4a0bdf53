// Publishing: what goes out and how it is mended, why a post was refused, and what to do about it.

/** What a sentence of advice may name. */
export interface AdviceFacts {
  readonly platform: string;
  /** With its @. */
  readonly account: string;
  /** "luna-12" */
  readonly piece: string;
  readonly avatar: string;
  /** What the platform takes, in the form it is written in: "1080-1440", "30". Empty where there is no such number. */
  readonly limit: string;
}

export const publishing = {
  format: "Goes out as",
  formats: { image: "a picture", carousel: "a carousel", story: "a story", video: "a reel" },
  changes: "Made to fit",
  itemOf: (item: number, count: number) => `${item}/${count}`,
  mends: {
    cut_to_shape: (shape: string) => `will be cut to ${shape}`,
    scaled: (width: string) => `will be scaled to ${width} pixels wide`,
    converted: (type: string) => `will be converted to ${type}`,
    made_smaller: (megabytes: string) => `will be compressed below ${megabytes} MB`,
    shortened: (seconds: string) => `will be cut to ${seconds} seconds`,
  },
  captionNotShown: "A story shows no caption.",
  refused: (problem: string) => `Refused before publishing: ${problem}`,
  failedNotice: (piece: string, account: string) => `${piece} could not be published on ${account}`,
  labelNotice: (piece: string, account: string) => `${piece} on ${account} lost its AI label`,
  cooledNotice: (account: string) => `${account} is paused: the platform took offence`,
  unknownCode: (code: string) => `The platform refused it (${code}). Look at the post, then try again.`,
  /** By the code of a refusal or failure: what happened, and the next step with the command to type. */
  advice: {
    unknown_platform: ({ platform, avatar }: AdviceFacts) =>
      `Nothing is published to ${platform} from here. “account list ${avatar}” shows where it is.`,
    format_not_taken: ({ platform, limit, avatar }: AdviceFacts) =>
      `${platform} takes other kinds: ${limit}. “piece list ${avatar} approved” shows what else is ready.`,
    kind: ({ platform, avatar }: AdviceFacts) =>
      `This kind does not go out to ${platform}. “piece list ${avatar} approved” shows what else is ready.`,
    item_count: ({ platform, limit, avatar }: AdviceFacts) =>
      `${platform} takes ${limit} files here. Make it anew: “batch create ${avatar} --format carousel”.`,
    item_kind: ({ platform, avatar }: AdviceFacts) =>
      `${platform} takes no such file here. “piece list ${avatar} approved” shows what else is ready.`,
    synthetic_preview: () =>
      "A built-in preview is never published for real. Set up an image provider: “system status” says how.",
    mark_missing: ({ piece }: AdviceFacts) =>
      `The file lost its “made by AI” mark. Make it anew: “piece regenerate ${piece}”.`,
    tier: ({ platform, limit, avatar }: AdviceFacts) =>
      `${platform} shows only ${limit} content. Sell it instead: “pack create ${avatar}”.`,
    quota: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} takes no more posts today. Try tomorrow: “post now ${piece} ${account}”.`,
    empty_file: ({ piece }: AdviceFacts) => `The file is empty. Make it anew: “piece regenerate ${piece}”.`,
    format: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes ${limit}, and it could not be converted. Make it anew: “piece regenerate ${piece}”.`,
    too_large: ({ platform, limit, piece }: AdviceFacts) =>
      `It stays above ${platform}’s ${limit} bytes, however it is compressed. Make it anew: “piece regenerate ${piece}”.`,
    aspect: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes shapes of ${limit} (width by height). Make it anew: “piece regenerate ${piece}”.`,
    width: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes widths of ${limit} pixels. Make it anew: “piece regenerate ${piece}”.`,
    too_short: ({ platform, limit, avatar }: AdviceFacts) =>
      `${platform} takes clips from ${limit} seconds on. Make a longer one: “reel create ${avatar}”.`,
    too_long: ({ platform, limit, avatar }: AdviceFacts) =>
      `${platform} takes clips up to ${limit} seconds. Make a shorter one: “reel create ${avatar}”.`,
    codec: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes clips in ${limit}, and it could not be converted. Make it anew: “piece regenerate ${piece}”.`,
    frame_rate: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes ${limit} frames a second. Make it anew: “piece regenerate ${piece}”.`,
    caption_length: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes captions up to ${limit} signs. Shorten it: “piece caption ${piece} …”, then approve it again.`,
    hashtags: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes ${limit} hashtags at most. Take some out: “piece caption ${piece} …”, then approve it again.`,
    mentions: ({ platform, limit, piece }: AdviceFacts) =>
      `${platform} takes ${limit} mentions at most. Take some out: “piece caption ${piece} …”, then approve it again.`,
    no_file: ({ piece }: AdviceFacts) => `The piece has no file. Make it anew: “piece regenerate ${piece}”.`,
    approval_outdated: ({ piece }: AdviceFacts) =>
      `It was changed after its approval. Look at it, then “piece approve ${piece}”.`,
    file_changed: ({ piece }: AdviceFacts) =>
      `The file is not the one that was approved. Look at it, then “piece approve ${piece}”.`,
    avatar_not_active: ({ avatar }: AdviceFacts) => `The avatar is not active: “avatar activate ${avatar}”.`,
    token_invalid: ({ platform, avatar }: AdviceFacts) =>
      `${platform} no longer accepts the access. Connect it again: “account connect ${avatar}”.`,
    permission_missing: ({ platform, avatar }: AdviceFacts) =>
      `${platform} did not grant the right to publish. Grant it and connect again: “account connect ${avatar}”.`,
    rate_limited: ({ piece, account }: AdviceFacts) =>
      `Too many requests for a long time. Try again in an hour: “post now ${piece} ${account}”.`,
    publish_cap: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} takes no more posts today. Try tomorrow: “post now ${piece} ${account}”.`,
    platform_fault: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} had a fault of its own for hours. Try again: “post now ${piece} ${account}”.`,
    connection_lost: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} could not be reached. Check the network, then “post now ${piece} ${account}”.`,
    media_not_fetchable: ({ platform }: AdviceFacts) =>
      `${platform} could not fetch the file. PUBLIC_URL must be reached from the internet: “system status” shows it.`,
    media_download_timeout: ({ platform }: AdviceFacts) =>
      `${platform} took too long to fetch the file. A nearer object store (S3_ENDPOINT) helps; then try again.`,
    media_upload_failed: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} could not take the file up. Try again: “post now ${piece} ${account}”.`,
    container_gone: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} forgot what was prepared. Try again: “post now ${piece} ${account}”.`,
    container_expired: ({ platform, piece, account }: AdviceFacts) =>
      `What was prepared is older than ${platform} keeps it. Try again: “post now ${piece} ${account}”.`,
    container_stuck: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} never finished with the file, twice. Try again later: “post now ${piece} ${account}”.`,
    container_not_ready: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} is not done with the file. Try again later: “post now ${piece} ${account}”.`,
    image_too_large: ({ platform, piece }: AdviceFacts) =>
      `The picture is too large for ${platform}. Make it anew: “piece regenerate ${piece}”.`,
    image_format: ({ platform, piece }: AdviceFacts) =>
      `${platform} cannot read the picture. Make it anew: “piece regenerate ${piece}”.`,
    video_format: ({ platform, avatar }: AdviceFacts) =>
      `${platform} cannot read the clip. Make it anew: “reel create ${avatar}”.`,
    aspect_ratio: ({ platform, piece }: AdviceFacts) =>
      `${platform} does not take this shape. Make it anew: “piece regenerate ${piece}”.`,
    caption_too_long: ({ platform, piece }: AdviceFacts) =>
      `The caption is too long for ${platform}. Shorten it: “piece caption ${piece} …”, then approve it again.`,
    too_many_mentions: ({ platform, piece }: AdviceFacts) =>
      `${platform} takes fewer mentions. Take some out: “piece caption ${piece} …”, then approve it again.`,
    bad_tag: ({ platform, piece }: AdviceFacts) =>
      `${platform} does not take one of the tags. Take it out: “piece caption ${piece} …”, then approve it again.`,
    media_type: ({ platform, avatar }: AdviceFacts) =>
      `${platform} does not take this kind here. “piece list ${avatar} approved” shows what else is ready.`,
    carousel_size: ({ platform, avatar }: AdviceFacts) =>
      `${platform} takes 2 to 10 pictures. Make it anew: “batch create ${avatar} --format carousel”.`,
    cover_moment: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} finds no picture at the cover’s moment. Try again: “post now ${piece} ${account}”.`,
    duplicate_post: ({ platform, account }: AdviceFacts) =>
      `${platform} says that ${account} has this post already. Look in the app before changing anything.`,
    disclosure_missing: ({ platform, piece }: AdviceFacts) =>
      `${platform} has no AI label, so the caption has to say it. Put “AI-generated” into it: “piece caption ${piece} …”.`,
    history_unavailable: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} does not show whether the post is on ${account}. Look there; only if it is not: “post now ${piece} ${account}”.`,
    channel_unknown: ({ platform, avatar }: AdviceFacts) =>
      `${platform} does not know this channel any more. Connect it again: “account connect ${avatar}”.`,
    media_too_large: ({ platform, piece }: AdviceFacts) =>
      `The file is too large for ${platform}. Make it anew: “piece regenerate ${piece}”.`,
    media_unusable: ({ platform, piece }: AdviceFacts) =>
      `${platform} cannot use the file. Make it anew: “piece regenerate ${piece}”.`,
    media_unavailable: ({ piece, account }: AdviceFacts) =>
      `The file could not be read while it was sent. “system status” shows the store; then “post now ${piece} ${account}”.`,
    duration: ({ platform, avatar }: AdviceFacts) =>
      `${platform} does not take a clip of this length. Make another: “reel create ${avatar}”.`,
    title: ({ platform, piece }: AdviceFacts) =>
      `${platform} does not take the caption’s first line as a title. Change it: “piece caption ${piece} …”, then approve it again.`,
    rejected_by_platform: ({ platform, account }: AdviceFacts) =>
      `${platform} took the post and rejected it then. Open ${account} in the app: it says why.`,
    credits_depleted: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} bills every call and the app has no credits. Top them up, then “post now ${piece} ${account}”.`,
    usage_cap: ({ platform, piece, account }: AdviceFacts) =>
      `The app’s spending cap at ${platform} is reached. Raise it, then “post now ${piece} ${account}”.`,
    session_expired: ({ piece, account }: AdviceFacts) =>
      `The session expired again and again. Try again: “post now ${piece} ${account}”.`,
    account_restricted: ({ platform, account }: AdviceFacts) =>
      `${platform} restricts ${account}. Open the app, follow what it asks; posts wait until then.`,
    drafts_waiting: ({ account }: AdviceFacts) =>
      `Five drafts wait in the inbox of ${account} already. Finish or delete some in the app; it is tried again by itself.`,
    app_user_cap: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} lets an app without its audit post for five people a day. Try tomorrow: “post now ${piece} ${account}”.`,
    app_unaudited: ({ platform, account }: AdviceFacts) =>
      `${platform} has not audited the app: set ${account} to private there, then “account posting ${account} --privacy SELF_ONLY”.`,
    app_outdated: ({ platform, account }: AdviceFacts) =>
      `The ${platform} app of ${account} is too old for this. Update it on the phone, then try again.`,
    url_unverified: ({ platform }: AdviceFacts) =>
      `${platform} has not verified the address of the files. Add it under “URL properties” of the app at TikTok for Developers.`,
    privacy_not_offered: ({ platform, account }: AdviceFacts) =>
      `${platform} does not offer this audience to ${account}. Choose another: “account posting ${account} --privacy SELF_ONLY”.`,
    clip_duration: ({ platform, avatar }: AdviceFacts) =>
      `${platform} does not take a clip of this length from this account. Make another: “reel create ${avatar}”.`,
    picture_size: ({ platform, avatar }: AdviceFacts) =>
      `${platform} does not take a picture of this size in a clip. Make another: “reel create ${avatar}”.`,
    file_refused: ({ platform, avatar }: AdviceFacts) =>
      `${platform} does not take the file. Make another: “reel create ${avatar}”.`,
    post_failed: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} took the clip and then failed it without saying why. Look in the app, then “post now ${piece} ${account}”.`,
    publish_canceled: ({ platform, piece, account }: AdviceFacts) =>
      `It was cancelled at ${platform}. If it should go out after all: “post now ${piece} ${account}”.`,
    bad_parameter: ({ platform, piece, account }: AdviceFacts) =>
      `${platform} did not understand the request. Try again: “post now ${piece} ${account}”; if it stays, update the product.`,
    container_of_another: ({ platform, avatar }: AdviceFacts) =>
      `${platform} says that the upload is another account’s. Connect it again: “account connect ${avatar}”.`,
    container_unknown: ({ piece, account }: AdviceFacts) =>
      `What was prepared cannot be read any more. Try again: “post now ${piece} ${account}”.`,
    upload_failed: ({ platform, piece, account }: AdviceFacts) =>
      `The upload to ${platform} broke off again and again. Check the network, then “post now ${piece} ${account}”.`,
    upload_expired: ({ platform, piece, account }: AdviceFacts) =>
      `The upload was not finished within ${platform}’s hour. Try again: “post now ${piece} ${account}”.`,
    upload_address: ({ platform }: AdviceFacts) =>
      `The address ${platform} named for the upload is not its own, so nothing was sent. Check TIKTOK_BASE_URL.`,
    blocked_as_spam: ({ platform, account }: AdviceFacts) =>
      `${platform} took ${account}’s posts for spam. It is paused and posts wait; open the app and see what it says.`,
    ambiguous_match: ({ account }: AdviceFacts) =>
      `Several posts on ${account} have this caption, so it cannot be told which is this one. Look in the app.`,
    history_too_short: ({ account }: AdviceFacts) =>
      `It cannot be told whether the post is on ${account}. Look in the app before publishing it again.`,
    published_not_listed: ({ platform, account }: AdviceFacts) =>
      `${platform} says it published the post but does not show it. Look at ${account} in the app.`,
  },
};
