<%@ WebService Language="C#" Class="Pishkhan.Other.OtherPayLink" %>
// The same service as it could be where the document is silent: another namespace (without a slash at its end), one
// parameter in other letters, the reply of a send as a class in its Result, that of the status call as JSON in its Result.
// The keys must be "asmx-key-1" and "asmx-key-2"; ids that end in 7 are paid.
using System.Collections.Generic;
using System.Linq;
using System.Web.Script.Serialization;
using System.Web.Services;

namespace Pishkhan.Other {
  public class SendReply {
    public int ResCod { get; set; }
    public string Message { get; set; }
    public long PayLinkSendID { get; set; }
  }

  [WebService(Namespace = "http://other.example/paylink")]
  public class OtherPayLink : WebService {
    static readonly JavaScriptSerializer json = new JavaScriptSerializer();

    static bool KeysFit(string key1, string key2) {
      return key1 == "asmx-key-1" && key2 == "asmx-key-2";
    }

    [WebMethod]
    public SendReply PayLinkSendSoap(string Username, string Password, string PayLinkName, string InvoiceNo, long Amount,
        string MobileNo, string CustomerName, string Description) {
      if (!KeysFit(Username, Password)) return new SendReply { Message = "رمز عبور نادرست است" };
      return new SendReply { ResCod = 1, Message = InvoiceNo + " " + CustomerName, PayLinkSendID = 9007199254740993 };
    }

    [WebMethod]
    public string PayLinkPayStatusSoap(string Username, string Password, string PayLinkName, string PayLinkIdList) {
      if (!KeysFit(Username, Password)) return json.Serialize(new Dictionary<string, object> { { "ResCod", 0 }, { "Message", "رمز عبور نادرست است" } });
      var rows = PayLinkIdList.Split(',').Select(id => new Dictionary<string, object> {
        { "Id", long.Parse(id) }, { "Status", id.EndsWith("7") ? 1 : 0 }, { "ReferenceNumber", id.EndsWith("7") ? "0" + id : null } }).ToArray();
      return json.Serialize(new Dictionary<string, object> {
        { "ResCod", 1 }, { "Message", "" },
        { "prmPayLinkFirstStatus", rows[0]["Status"] }, { "prmPayLinkFirstRefNo", rows[0]["ReferenceNumber"] },
        { "prmPayLinkListStatus", json.Serialize(rows) } });
    }
  }
}
