// The website asks the server that it was loaded from, whatever its name, port and scheme are.
var configBaseURL = document.location.origin;
// The folder of the website's own scripts.
var ITSJavaScriptVersion = "ITSScript";
// What is shown until the server has told its settings COMPANYNAME and COPYRIGHT.
var CompanyName = "";
var CopyrightString = "";
var DebugMode = false;
