const words = (list: string): string[] => list.split(" ");

/**
 * Words that say nothing about what is looked for, per language, and little in the other ones: the
 * index knows one list.
 */
export const STOP_WORDS: Record<string, string[]> = {
  ar: words("في من على إلى عن مع هذا هذه ذلك التي الذي أن إن ما هل كيف هو هي و أو ثم قد بين حول كم متى أين لماذا كان كانت تم لدى لم لا التى الذين"),
  en: words("the a an of in on at to for and or by with from how what which who is are was were do does did can about i we our set up its it there this that when where why should which has have had been be not their they my your you"),
  fr: words("le la les l d un une des du de et ou à au aux en dans pour par avec est sont que qui quel quelle quels quelles comment ce cette ces il elle on fait partie pourquoi où quand combien leur leurs ont été t y ne pas mon votre vos"),
  es: words("el los las un una unos unas del de y o a al en con por para es son que como cómo qué cuál quién quiénes cuándo dónde se su sus este esta hay cuántos cuántas fue fueron ha han sido cuáles mi"),
  pt: words("o os as um uma uns umas do da dos das e ou ao à aos às em no na nos nas com por para é são que como quem qual quais quando onde se seu sua este esta há quantos quantas foram têm tem pelo pela meu minha"),
};

/** Words that open a question, in the five languages. */
export const QUESTION_WORDS = words(
  "how what which who whom where when why does did is are comment quel quelle quels quelles qui quand où combien pourquoi cómo qué cuál cuáles quién quiénes cuándo dónde cuántos cuántas como qual quais quem quando onde quantos quantas كيف ما ماذا من متى أين كم لماذا هل",
);
