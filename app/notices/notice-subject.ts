/** What a notice is about, as its reader may see it now. `titleLang` is the language of the title. */
export type NoticeSubject = { title: string; titleLang: string; path: string };
