/** @jsxImportSource react */
// Filter by one of several values: AdminJS has none for such columns and would leave an empty place.
import { BasePropertyComponent, type FilterPropertyProps } from "adminjs";
import type { JSX } from "react";

export function ListFilter(props: FilterPropertyProps): JSX.Element {
  return <BasePropertyComponent.DefaultType.Filter {...props} />;
}
