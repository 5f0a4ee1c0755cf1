/** rrweb's `IncrementalSource`, by name. Written out so that only replayer.ts needs rrweb. */
export const SOURCE = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  mediaInteraction: 7,
  styleSheetRule: 8,
  canvasMutation: 9,
  font: 10,
  log: 11,
  drag: 12,
  styleDeclaration: 13,
  selection: 14,
  adoptedStyleSheet: 15,
  customElement: 16,
} as const;

/** rrweb's `MouseInteractions`, those that the viewer draws. */
export const MOUSE = { click: 2, contextMenu: 3, doubleClick: 4, touchStart: 7 } as const;

/** rrweb-snapshot's `NodeType`. */
export const NODE = { document: 0, docType: 1, element: 2, text: 3, cdata: 4, comment: 5 } as const;
