// Entry of the page bundle: AdminJS finds our components by name in this table.
import { ActionHeader } from "./action-header.tsx";
import { Calendar } from "./calendar.tsx";
import { CommandForm } from "./command-form.tsx";
import { ConversationThread } from "./conversation-thread.tsx";
import { Dashboard } from "./dashboard.tsx";
import { JsonValue } from "./json-value.tsx";
import { ListFilter } from "./list-filter.tsx";
import { ListValue } from "./list-value.tsx";
import { LoggedIn } from "./logged-in.tsx";
import { PieceGallery } from "./piece-gallery.tsx";
import { PiecePicture } from "./piece-picture.tsx";
import { PropertyValue } from "./property-value.tsx";
import { Queues } from "./queues.tsx";
import { SidebarBranding } from "./sidebar-branding.tsx";
import { SidebarPages } from "./sidebar-pages.tsx";
import { SidebarSections } from "./sidebar-sections.tsx";

declare global {
  interface Window {
    AdminJS: { UserComponents: Record<string, unknown> };
  }
}

window.AdminJS.UserComponents = {
  // These replace AdminJS's own of that name.
  ActionHeader,
  DefaultPropertyValue: PropertyValue,
  LoggedIn,
  SidebarBranding,
  SidebarPages,
  SidebarResourceSection: SidebarSections,
  // These are named by our tables and pages.
  Calendar,
  CommandForm,
  ConversationThread,
  Dashboard,
  JsonValue,
  ListFilter,
  ListValue,
  PieceGallery,
  PiecePicture,
  Queues,
};
