// Parts of the store that are not for everybody.

/** Evidence of consents: an owner's to see, never swept (trust C8). */
export const CONSENT_AREA = "consents/";
/** What the product itself keeps there, such as its proof that the store works. */
export const SYSTEM_AREA = "system/";
/** What came in and was not taken over yet. */
export const UPLOAD_AREA = "uploads/";
