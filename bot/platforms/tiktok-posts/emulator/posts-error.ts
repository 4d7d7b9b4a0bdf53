// An error as the Content Posting API answers it: a word, with the HTTP status that goes with it.

/** Source: Content Posting API reference (2.2). */
const STATUSES: Readonly<Record<string, number>> = {
  invalid_param: 400,
  invalid_params: 400,
  invalid_file_upload: 400,
  app_version_check_failed: 400,
  invalid_publish_id: 400,
  token_not_authorized_for_specified_publish_id: 400,
  scope_permission_missed: 400,
  access_token_invalid: 401,
  scope_not_authorized: 401,
  spam_risk: 403,
  spam_risk_too_many_posts: 403,
  spam_risk_user_banned_from_posting: 403,
  spam_risk_too_many_pending_share: 403,
  reached_active_user_cap: 403,
  unaudited_client_can_only_post_to_private_accounts: 403,
  url_ownership_unverified: 403,
  privacy_level_option_mismatch: 403,
  rate_limit_exceeded: 429,
  internal_error: 500,
};

export class PostsError extends Error {
  override readonly name = "PostsError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    this.status = STATUSES[code] ?? 400;
  }
}

export const invalidParams = (message: string) => new PostsError("invalid_params", message);
