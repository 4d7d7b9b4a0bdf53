// Tables as AdminJS resources: menu, columns, filters, actions and our own pages.
import AdminJS, { type ActionContext, type ActionResponse, ForbiddenError, type ResourceOptions } from "adminjs";
import type { App } from "../agents/commands/app.ts";
import { newestRows } from "./actions/newest-rows.ts";
import { type TableActions, tableActions } from "./actions/table-actions.ts";
import type { Description } from "./adapter/model.ts";
import { type Delegate, type EstimateRows, PrismaResource } from "./adapter/prisma-resource.ts";
import { actorOf } from "./current-admin.ts";
import { sectionLabel } from "./locale.ts";
import { addPictures, type MediaLink } from "./pages/pictures.ts";
import { readThread } from "./pages/thread.ts";
import { allTables } from "./tables/all-tables.ts";
import type { Table } from "./tables/table.ts";

const PICTURE_PROPERTY = {
  isVisible: { show: true, list: false, filter: false, edit: false },
  components: { show: "PiecePicture" },
  isSortable: false,
  position: -10,
};
/** Columns from 0 to 1, read as percent. */
const SHARES = ["conversionChance", "similarity", "similarityThreshold", "progress"];

export interface AdminResource {
  readonly resource: PrismaResource;
  readonly options: ResourceOptions;
}

export function adminResources(app: App, description: Description, mediaLink: MediaLink): AdminResource[] {
  // Every model has a client of this shape; Prisma's own type of it differs by model.
  const delegates = app.context.database.prisma as unknown as Readonly<Record<string, Delegate>>;
  return allTables.map((table) => {
    const delegate = delegates[`${table.model.charAt(0).toLowerCase()}${table.model.slice(1)}`];
    if (!delegate) throw new Error(`${table.model}: no such model in the database client`);
    const resource = new PrismaResource(table, description, delegate, estimateRows(app, table));
    return { resource, options: optionsOf(app, table, resource, mediaLink) };
  });
}

const estimateRows =
  (app: App, { model }: Table): EstimateRows =>
  async () => {
    const { rows } = await app.context.database.pool.query<{ rows: number }>(
      "SELECT greatest(reltuples, 0)::float8 AS rows FROM pg_class WHERE oid = $1::regclass",
      [`"${model}"`],
    );
    return rows[0]?.rows ?? 0;
  };

function optionsOf(app: App, table: Table, resource: PrismaResource, mediaLink: MediaLink): ResourceOptions {
  const properties: NonNullable<ResourceOptions["properties"]> = {};
  for (const { field } of resource.properties()) {
    if (field.type === "Json") properties[field.name] = { components: { show: "JsonValue" } };
    if (field.isList) properties[field.name] = { components: { show: "ListValue", filter: "ListFilter" } };
    if (SHARES.includes(field.name)) properties[field.name] = { custom: { isShare: true } };
  }
  if (table.model === "Piece") properties.picture = PICTURE_PROPERTY;
  return {
    navigation: { name: sectionLabel(table.section) },
    listProperties: [...table.list],
    filterProperties: [...table.filter],
    titleProperty: table.title,
    sort: { sortBy: table.sort.by, direction: table.sort.direction },
    properties,
    actions: withPages(app, resource, tableActions(app, table, Object.keys(AdminJS.ACTIONS)), mediaLink),
  };
}

function withPages(app: App, resource: PrismaResource, actions: TableActions, mediaLink: MediaLink): TableActions {
  const { table } = resource;
  if (table.model === "Piece") {
    const after = async (response: ActionResponse) => {
      await addPictures(app, mediaLink, response.records ?? [response.record]);
      return response;
    };
    return {
      ...actions,
      list: { ...actions.list, component: "PieceGallery", after },
      show: { ...actions.show, after },
    };
  }
  if (table.model === "Conversation") {
    const thread: TableActions[string] = {
      actionType: "record",
      isVisible: false,
      isAccessible: actions.show?.isAccessible ?? false,
      handler: (_request, _response, context) => threadResponse(app, context),
    };
    return { ...actions, show: { ...actions.show, component: "ConversationThread" }, thread };
  }
  return table.grows ? { ...actions, list: { ...actions.list, ...newestRows(resource) } } : actions;
}

async function threadResponse(app: App, { record, currentAdmin }: ActionContext): Promise<ActionResponse> {
  const actor = actorOf(currentAdmin);
  if (!record || !actor) throw new ForbiddenError("forbiddenError");
  return { record: record.toJSON(currentAdmin), thread: await readThread(app, String(record.id()), actor) };
}
