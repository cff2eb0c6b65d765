/** Texts as word processors put them on the clipboard, written for these tests in the manner of each. */
export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} @list l0:level1 {mso-level-text:\\F0B7} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB><!--StartFragment-->
<h1 style='margin-top:12.0pt'><b><span style='font-size:16.0pt'>Legal basis<o:p></o:p></span></b></h1>
<p class=MsoNormal style='text-align:justify'><span lang=EN-GB style='font-family:"Arial",sans-serif;mso-fareast-language:EN-US'>The decree <b>2019-045</b> set up <i>the mechanism</i><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>, see <a href="https://example.org/decree">its text</a> and <a href="javascript:alert(1)">this</a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>First point<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><!--[endif]-->Point below it</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Second point</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Numbered one</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>Numbered two</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=300 style='width:225pt'><p class=MsoNormal><b>Year</b></p></td><td><p class=MsoNormal>Reports</p></td><td><p class=MsoNormal>Bodies</p></td></tr>
<tr><td><p class=MsoNormal>2023</p></td><td colspan=2><p class=MsoNormal>two,</p><p class=MsoNormal>of them one late</p></td></tr></table>
<p class=MsoNormal><img width=100 src="file:///C:/a.png" alt=""><span style='mso-spacerun:yes'> </span>After the table.</p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Official gazette, number 12<o:p></o:p></p></div></div>
<!--EndFragment--></body></html>`;

export const LIBRE_OFFICE = `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4 (Linux)"/><style type="text/css">p { line-height: 115% }</style></head>
<body lang="fr-FR" dir="ltr"><h2 class="western">Coordination</h2>
<p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif"><font size="3" style="font-size: 12pt"><span style="font-weight: bold">Chaque ministère</span> désigne un <span style="font-style: italic">point focal</span><sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup>.</font></font></p>
<ol start="3"><li><p style="margin-bottom: 0cm">Troisième étape</p></li><li><p>Quatrième étape</p><ul><li><p>détail</p></li></ul></li></ol>
<table width="665" cellpadding="4"><col width="328"/><thead><tr><th><p align="center">Année</p></th><th><p>Rapports</p></th></tr></thead><tbody><tr><td><p>2023</p></td><td><p>deux</p></td></tr></tbody></table>
<div id="sdfootnote1"><p class="sdfootnote-western"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Décret n° 4</p></div></body></html>`;

export const WEB_PAGE = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h3 dir="ltr"><span style="font-weight:700">Title</span></h3><p dir="ltr"><span style="font-weight:400">Plain and </span><span style="font-weight:700;font-style:italic">both</span></p><blockquote onclick="alert(1)">Quoted</blockquote><ul><li aria-level="1">a</li><li>b<ul><li>c</li></ul></li></ul><script>alert(1)</script><p><button>Press</button>End <span style="display:none">‮x</span><a href="/somewhere">here</a></p></b>`;
