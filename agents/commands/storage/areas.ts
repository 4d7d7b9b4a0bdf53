// Parts of the store that are not for everybody.

/** Evidence of consents: an owner's to see, never swept (trust C8). */
export const CONSENT_AREA = "consents/";
/** What the product itself keeps there, such as its proof that the store works. */
export const SYSTEM_AREA = "system/";
/** Files about one fan, such as an export; they go with the fan, and after a day by themselves (trust C17). */
export const FAN_AREA = "fans/";
/** What came in and was not taken over yet. */
export const UPLOAD_AREA = "uploads/";
