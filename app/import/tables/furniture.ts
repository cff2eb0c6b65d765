import type { Language } from "#app/i18n/languages.ts";

/** Lines of the pages around a text: buttons and boxes, never part of it. Compared folded and whole. */
export const FURNITURE: Record<Language, string[]> = {
  ar: [
    "إضافة تعليق جديد", "أضف تعليقا", "إضافة تعليق", "أضف تعليقك", "اترك تعليقا", "التعليقات", "لا توجد تعليقات",
    "طباعة", "طباعة الصفحة", "مشاركة", "شارك", "شارك على فيسبوك", "شارك على تويتر", "اقرأ المزيد", "اقرأ أيضا",
    "المزيد", "العودة إلى الأعلى", "الرئيسية", "الصفحة الرئيسية", "السابق", "التالي", "تحميل", "جميع الحقوق محفوظة",
  ],
  en: [
    "Add new comment", "Add a comment", "Add comment", "Leave a comment", "Leave a reply", "Post a comment",
    "Comments", "No comments", "Print", "Print this page", "Share", "Share this", "Share on Facebook", "Tweet",
    "Read more", "Read also", "Back to top", "Home", "Previous", "Next", "Download", "All rights reserved",
    "Skip to main content",
  ],
  fr: [
    "Ajouter un commentaire", "Ajouter un nouveau commentaire", "Laisser un commentaire", "Commentaires",
    "Aucun commentaire", "Imprimer", "Imprimer cette page", "Partager", "Partager sur Facebook", "Lire la suite",
    "Lire aussi", "Haut de page", "Retour en haut", "Accueil", "Précédent", "Suivant", "Télécharger",
    "Tous droits réservés", "Aller au contenu principal",
  ],
  es: [
    "Añadir nuevo comentario", "Añadir un comentario", "Añadir comentario", "Agregar comentario",
    "Deja un comentario", "Dejar un comentario", "Comentarios", "Sin comentarios", "Imprimir", "Imprimir esta página",
    "Compartir", "Compartir en Facebook", "Leer más", "Leer también", "Volver arriba", "Inicio", "Anterior",
    "Siguiente", "Descargar", "Todos los derechos reservados", "Pasar al contenido principal",
  ],
  pt: [
    "Adicionar comentário", "Adicionar novo comentário", "Adicionar um comentário", "Deixe um comentário",
    "Deixar um comentário", "Comentários", "Sem comentários", "Imprimir", "Imprimir esta página", "Partilhar",
    "Compartilhar", "Partilhar no Facebook", "Ler mais", "Leia mais", "Leia também", "Voltar ao topo", "Início",
    "Anterior", "Seguinte", "Descarregar", "Baixar", "Todos os direitos reservados", "Saltar para o conteúdo principal",
  ],
};
