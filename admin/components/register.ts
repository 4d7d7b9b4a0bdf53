// Entry of the page bundle: AdminJS finds our components by name in this table.
import { CommandForm } from "./command-form.tsx";
import { ConversationThread } from "./conversation-thread.tsx";
import { Dashboard } from "./dashboard.tsx";
import { JsonValue } from "./json-value.tsx";
import { LoggedIn } from "./logged-in.tsx";
import { PieceGallery } from "./piece-gallery.tsx";
import { PiecePicture } from "./piece-picture.tsx";

declare global {
  interface Window {
    AdminJS: { UserComponents: Record<string, unknown> };
  }
}

/** `LoggedIn` replaces AdminJS's own corner of the top bar. */
window.AdminJS.UserComponents = {
  CommandForm,
  ConversationThread,
  Dashboard,
  JsonValue,
  LoggedIn,
  PieceGallery,
  PiecePicture,
};
