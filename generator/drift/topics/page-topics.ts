import type { EndpointFacts } from '../../docs/types.js';
import type { DocsTopic } from '../topic.js';
import { methodTopic, pathTopic, securityTopic } from './address.js';
import { pageErrorCodeTopic, pageErrorMessageTopic, pageErrorNameTopic } from './page-errors.js';
import { pageWeightScopeTopic, pageWeightTopic } from './page-weight.js';
import { lengthTopic } from './parameter-length.js';
import { patternTopic, unitTopic } from './parameter-words.js';
import {
  defaultTopic,
  maximumTopic,
  minimumTopic,
  presenceTopic,
  requiredTopic,
  typeTopic,
  valuesTopic,
} from './parameters.js';
import { rateLimitTopic } from './rate-limits.js';
import { requirementTopic } from './requirements.js';
import { fieldTypeTopic } from './response-type.js';
import { fieldTopic, shapeTopic } from './response.js';

const ANSWER: readonly DocsTopic<EndpointFacts>[] = [shapeTopic, fieldTopic, fieldTypeTopic];
const ERRORS: readonly DocsTopic<EndpointFacts>[] = [pageErrorCodeTopic, pageErrorNameTopic, pageErrorMessageTopic];

/** What the two languages of a page are held against each other on. */
export const PAGE_TOPICS: Readonly<Record<'endpoint' | 'event' | 'errors', readonly DocsTopic<EndpointFacts>[]>> = {
  endpoint: [
    methodTopic,
    pathTopic,
    securityTopic,
    pageWeightTopic,
    pageWeightScopeTopic,
    rateLimitTopic,
    presenceTopic,
    typeTopic,
    requiredTopic,
    requirementTopic,
    valuesTopic,
    maximumTopic,
    minimumTopic,
    lengthTopic,
    patternTopic,
    unitTopic,
    defaultTopic,
    ...ANSWER,
    ...ERRORS,
  ],
  event: ANSWER,
  errors: ERRORS,
};
