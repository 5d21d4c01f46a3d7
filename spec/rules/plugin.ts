import type { Plugin } from "@redocly/openapi-core";
import { discriminatorDirect } from "./discriminator-direct.ts";
import { errorCodes } from "./error-codes.ts";
import { joinGuides } from "./join-guides.ts";
import { namedExamples } from "./named-examples.ts";
import { noAmbiguousOperations } from "./no-ambiguous-operations.ts";
import { oneFieldOneFormat } from "./one-field-one-format.ts";
import { operationDescriptionStyle } from "./operation-description-style.ts";
import { operationId } from "./operation-id.ts";
import { operationSummaryStyle } from "./operation-summary-style.ts";
import { parameterExamples } from "./parameter-examples.ts";
import { portableSchemas } from "./portable-schemas.ts";
import { requestsClosed } from "./requests-closed.ts";
import { responsesOpen } from "./responses-open.ts";
import { tagGroups } from "./tag-groups.ts";
import { xGroup } from "./x-group.ts";
import { xPaging } from "./x-paging.ts";
import { xQuery } from "./x-query.ts";
import { xReference } from "./x-reference.ts";
import { xResource } from "./x-resource.ts";
import { xResourceTruth } from "./x-resource-truth.ts";
import { xUnique } from "./x-unique.ts";

/** The house rules, and what joins the guides. redocly.yaml loads this file and switches each of them on. */
export default function plugin(): Plugin {
  return {
    id: "mileapp",
    decorators: { oas3: { "join-guides": joinGuides } },
    rules: {
      oas3: {
        "operation-id": operationId,
        "operation-summary-style": operationSummaryStyle,
        "operation-description-style": operationDescriptionStyle,
        "named-examples": namedExamples,
        "error-codes": errorCodes,
        "x-resource": xResource,
        "x-resource-truth": xResourceTruth,
        "x-paging": xPaging,
        "x-query": xQuery,
        "x-group": xGroup,
        "x-unique": xUnique,
        "x-reference": xReference,
        "tag-groups": tagGroups,
        "parameter-examples": parameterExamples,
        "no-ambiguous-operations": noAmbiguousOperations,
        "requests-closed": requestsClosed,
        "responses-open": responsesOpen,
        "one-field-one-format": oneFieldOneFormat,
        "portable-schemas": portableSchemas,
        "discriminator-direct": discriminatorDirect,
      },
    },
  };
}
