/** The methods that the document can describe; wrong-method answers list them in `Allow`. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a text can stand for: the types a parameter or form field declares, in the order they are tried. */
export type TextType = "integer" | "number" | "boolean" | "json" | "string";

/** How the texts of a parameter or a form field are read. */
export interface TextRule {
  readonly name: string;
  readonly required: boolean;
  /** Types of the value, or of the elements of a list. */
  readonly types: readonly TextType[];
  /** Present when the value is a list: one text with commas (`a,b`), or the name repeated (`x=a&x=b`). */
  readonly list?: "comma" | "repeat";
  /** Taken when the parameter is absent. */
  readonly default?: unknown;
}

/** A path or query parameter. The document has no others; the build refuses them. */
export interface Parameter extends TextRule {
  readonly in: "path" | "query";
  readonly query?: QueryRole;
}

/** `x-query`: what a query parameter of a list does beyond choosing by equal values. spec/README.md explains each role. */
export type QueryRole =
  | { readonly role: "sortBy" | "sortOrder" | "fields" | "timeBy" | "timeFrom" | "timeTo" }
  /** `in` are the properties that are searched. */
  | { readonly role: "search"; readonly in: readonly string[] };

/** A field of a multipart body. */
export interface FormField extends TextRule {
  /** Whether it takes a file instead of a text. */
  readonly file: boolean;
}

/** One media type of a request body. */
export interface BodyContent {
  /** Media type without parameters, in lower case. */
  readonly type: string;
  /** Present for `multipart/form-data`. */
  readonly fields?: readonly FormField[];
}

/** The request body of an operation. */
export interface Body {
  readonly required: boolean;
  readonly contents: readonly BodyContent[];
}

/** One documented answer of an operation. */
export interface Answer {
  readonly status: number;
  /** Whether the status is a 2xx. */
  readonly success: boolean;
  /** Media types without parameters, in the order of the document; empty for an answer without body. */
  readonly contentTypes: readonly string[];
  /** Names of the documented examples, in the order of the document. */
  readonly examples: readonly string[];
  /** Of an error, the first documented body. */
  readonly error?: ErrorBody;
}

/** The body of every error; a few resources send more than these two. */
export interface ErrorBody {
  readonly status: false;
  readonly message: string;
  readonly [name: string]: unknown;
}

/** What an operation does to records. */
export type Verb =
  | "list"
  | "create"
  | "get"
  | "replace"
  | "update"
  | "delete"
  | "bulk-create"
  | "bulk-replace"
  | "bulk-update"
  | "bulk-upsert"
  | "bulk-delete"
  | "bulk-action"
  | "action";

/** `x-resource`: which records an operation touches and how. spec/README.md explains each key. */
export interface Resource {
  readonly collection: string;
  readonly verb: Verb;
  /** Path parameter that holds the id, and the stored property that it matches. */
  readonly key?: { readonly parameter: string; readonly property: string };
  /** JSON pointer into the success answer. */
  readonly item?: string;
  /** JSON pointer into the request of a bulk. */
  readonly rows?: string;
}

/** `x-paging`: the query parameters that page a list. spec/README.md explains each key. */
export type Paging =
  | { readonly style: "none" }
  | {
      readonly style: "page";
      readonly page: string;
      readonly limit: string;
      readonly default: number;
      readonly max?: number;
    }
  | {
      readonly style: "cursor";
      readonly page: string;
      readonly limit: string;
      readonly default: number;
      readonly max?: number;
      readonly cursor: string;
      readonly switch: string;
    };

/** One operation of the document. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** Path template below the base path: `/hub/{hubId}`. */
  readonly path: string;
  readonly tag: string;
  readonly parameters: readonly Parameter[];
  /** Absent when the operation takes no body. */
  readonly body?: Body;
  /** In the order of the document: successes first, the default success at the head. */
  readonly answers: readonly Answer[];
  /** Whether a bearer token is required; false when the operation's security lists `{}`. */
  readonly secured: boolean;
  readonly resource: Resource;
  /** Present on lists. */
  readonly paging?: Paging;
}
