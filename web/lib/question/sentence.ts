export { conditionPhrase, questionSentence, sayLimit, variablePhrase } from "../../../schema/question/sentence.ts";
