import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule, LoneRule } from '../topic.js';
import type { DefinitionHalf } from '../topics/definitions.js';
import type { ChangeRuleId } from '../types.js';
import { definitionAdded } from './definition-added.js';
import { definitionRemoved } from './definition-removed.js';
import { definitionValueAdded } from './definition-value-added.js';
import { definitionValueRemoved } from './definition-value-removed.js';
import { endpointAdded } from './endpoint-added.js';
import { endpointDeprecated } from './endpoint-deprecated.js';
import { endpointMoved } from './endpoint-moved.js';
import { endpointRemoved } from './endpoint-removed.js';
import { errorCodeAdded } from './error-code-added.js';
import { errorCodeRemoved } from './error-code-removed.js';
import { errorMessageChanged } from './error-message-changed.js';
import { errorNameChanged } from './error-name-changed.js';
import { eventAdded } from './event-added.js';
import { eventRemoved } from './event-removed.js';
import { eventRenamed } from './event-renamed.js';
import { noteChanged } from './note-changed.js';
import { parameterAdded } from './parameter-added.js';
import { parameterConditionChanged } from './parameter-condition-changed.js';
import { parameterDefaultChanged } from './parameter-default-changed.js';
import { parameterLengthChanged } from './parameter-length-changed.js';
import { parameterMaximumChanged } from './parameter-maximum-changed.js';
import { parameterMinimumChanged } from './parameter-minimum-changed.js';
import { parameterPatternChanged } from './parameter-pattern-changed.js';
import { parameterRemoved } from './parameter-removed.js';
import { parameterRequiredChanged } from './parameter-required-changed.js';
import { parameterRequirementChanged } from './parameter-requirement-changed.js';
import { parameterTypeChanged } from './parameter-type-changed.js';
import { parameterUnitChanged } from './parameter-unit-changed.js';
import { parameterValuesChanged } from './parameter-values-changed.js';
import { rateLimitChanged } from './rate-limit-changed.js';
import { requestWeightChanged } from './request-weight-changed.js';
import { requestWeightScopeChanged } from './request-weight-scope-changed.js';
import { responseExampleTypeChanged } from './response-example-type-changed.js';
import { responseFieldAdded } from './response-field-added.js';
import { responseFieldRemoved } from './response-field-removed.js';
import { responseShapeChanged } from './response-shape-changed.js';
import { responseTypeChanged } from './response-type-changed.js';
import { sectionAdded } from './section-added.js';
import { sectionRemoved } from './section-removed.js';
import { securityTypeChanged } from './security-type-changed.js';

/** What the newer of two captures of an event says differently. */
export const EVENT_CHANGES: readonly ChangeRule<EndpointFacts>[] = [
  responseShapeChanged,
  responseFieldAdded,
  responseFieldRemoved,
  responseTypeChanged,
  responseExampleTypeChanged,
  ...sectionAdded,
  ...sectionRemoved.filter(({ topic }) => topic === responseFieldRemoved.topic),
];

/** Of a catalogue of error codes. */
export const ERROR_CHANGES: readonly ChangeRule<EndpointFacts>[] = [
  errorCodeAdded,
  errorCodeRemoved,
  errorNameChanged,
  errorMessageChanged,
];

/** Of an endpoint. */
export const ENDPOINT_CHANGES: readonly ChangeRule<EndpointFacts>[] = [
  endpointDeprecated,
  securityTypeChanged,
  requestWeightChanged,
  requestWeightScopeChanged,
  rateLimitChanged,
  parameterAdded,
  parameterRemoved,
  parameterTypeChanged,
  parameterRequiredChanged,
  parameterConditionChanged,
  parameterRequirementChanged,
  parameterValuesChanged,
  parameterMaximumChanged,
  parameterMinimumChanged,
  parameterLengthChanged,
  parameterPatternChanged,
  parameterUnitChanged,
  parameterDefaultChanged,
  noteChanged,
  ...EVENT_CHANGES,
  ...sectionRemoved.filter(({ topic }) => topic !== responseFieldRemoved.topic),
  ...ERROR_CHANGES,
];

/** Of a list of values. */
export const DEFINITION_CHANGES: readonly ChangeRule<DefinitionHalf>[] = [definitionValueAdded, definitionValueRemoved];

/** Of the capture as a whole: what came and what went. */
export const CAPTURE_CHANGES: readonly LoneRule<ChangeRuleId>[] = [
  endpointAdded,
  endpointRemoved,
  endpointMoved,
  eventAdded,
  eventRemoved,
  eventRenamed,
  definitionAdded,
  definitionRemoved,
];
