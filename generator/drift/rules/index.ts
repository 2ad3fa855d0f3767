import type { LoneRule, PageRule, SpecRule } from '../topic.js';
import { docsDuplicateErrorCode } from './docs-duplicate-error-code.js';
import { docsDuplicateErrorName } from './docs-duplicate-error-name.js';
import { docsDuplicateParameter } from './docs-duplicate-parameter.js';
import { docsExampleNotJson } from './docs-example-not-json.js';
import { docsInconsistentLanguages } from './docs-inconsistent-languages.js';
import { docsInconsistentMandatory } from './docs-inconsistent-mandatory.js';
import { docsInconsistentResponseField } from './docs-inconsistent-response-field.js';
import { docsInconsistentResponseType } from './docs-inconsistent-response-type.js';
import { errorCodeMissing } from './error-code-missing.js';
import { errorCodeUnknown } from './error-code-unknown.js';
import { errorMessage } from './error-message.js';
import { errorName } from './error-name.js';
import { operationDeprecated } from './operation-deprecated.js';
import { operationMethod } from './operation-method.js';
import { operationPath } from './operation-path.js';
import { operationRemoved } from './operation-removed.js';
import { pageDuplicate } from './page-duplicate.js';
import { pageIncomplete } from './page-incomplete.js';
import { parameterChoice } from './parameter-choice.js';
import { parameterCondition } from './parameter-condition.js';
import { parameterDefault } from './parameter-default.js';
import { parameterLength } from './parameter-length.js';
import { parameterMaximum } from './parameter-maximum.js';
import { parameterMinimum } from './parameter-minimum.js';
import { parameterMissing } from './parameter-missing.js';
import { parameterRequired } from './parameter-required.js';
import { parameterType } from './parameter-type.js';
import { parameterUnknown } from './parameter-unknown.js';
import { parameterValues } from './parameter-values.js';
import { requestWeightScope } from './request-weight-scope.js';
import { requestWeight } from './request-weight.js';
import { responseFieldMissing } from './response-field-missing.js';
import { responseFieldUnknown } from './response-field-unknown.js';
import { responseShape } from './response-shape.js';
import { responseType } from './response-type.js';
import { responseUntyped } from './response-untyped.js';
import { securityType } from './security-type.js';
import { waiverStale } from './waiver-stale.js';
import { waiverUnused } from './waiver-unused.js';

/** Docs against spec. */
export const SPEC_RULES: readonly SpecRule[] = [
  operationDeprecated,
  operationMethod,
  operationPath,
  securityType,
  requestWeight,
  requestWeightScope,
  parameterMissing,
  parameterUnknown,
  parameterType,
  parameterRequired,
  parameterCondition,
  parameterChoice,
  parameterValues,
  parameterMaximum,
  parameterMinimum,
  parameterLength,
  parameterDefault,
  responseShape,
  responseUntyped,
  responseFieldMissing,
  responseFieldUnknown,
  responseType,
  errorCodeMissing,
  errorCodeUnknown,
  errorName,
  errorMessage,
];

/** One half of a page against itself. The two languages against each other: `languages.ts`, over all topics. */
export const PAGE_RULES: readonly PageRule[] = [
  docsInconsistentMandatory,
  docsInconsistentResponseType,
  docsInconsistentResponseField,
  docsExampleNotJson,
  docsDuplicateParameter,
  docsDuplicateErrorCode,
  docsDuplicateErrorName,
  pageIncomplete,
];

/** Rules about an operation, a page or a waiver as a whole, and the one that holds for every topic. */
export const LONE_RULES: readonly LoneRule[] = [
  operationRemoved,
  docsInconsistentLanguages,
  pageDuplicate,
  waiverUnused,
  waiverStale,
];
