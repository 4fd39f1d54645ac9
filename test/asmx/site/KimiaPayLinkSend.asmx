<%@ WebService Language="C#" Class="Pishkhan.KimiaPayLinkSend" %>
// SizPay's pay-link service as the document describes it, replies in out parameters, on a real ASMX stack.
// The keys must be "asmx-key-1" and "asmx-key-2". A test steers the answer with PayLinkName, a list of words and name=value pairs:
//   code=N     ResCod (else 1)                       id=N        PayLinkSendID (else 134)
//   throw      an exception in the method            paid=A+B    ids that the status call calls paid
//   list=text  the status list, word for word        first=N     only the first N ids are in the list
// Message tells, as JSON, what the method was given (but for the keys, which the app would mask).
using System;
using System.Collections.Generic;
using System.Linq;
using System.Web.Script.Serialization;
using System.Web.Script.Services;
using System.Web.Services;

namespace Pishkhan {
  public class PayLinkSend {
    public string UserName { get; set; }
    public string Password { get; set; }
    public string PayLinkName { get; set; }
    public string InvoiceNo { get; set; }
    public long Amount { get; set; }
    public string MobileNo { get; set; }
    public string CustomerName { get; set; }
    public string Description { get; set; }
  }

  public class PayLinkSendResponse {
    public int ResCod { get; set; }
    public string Message { get; set; }
    public long PayLinkSendID { get; set; }
  }

  class Script {
    readonly Dictionary<string, string> words = new Dictionary<string, string>();

    public Script(string text) {
      foreach (string word in (text ?? "").Split(';')) {
        string[] pair = word.Split(new[] { '=' }, 2);
        words[pair[0]] = pair.Length == 2 ? pair[1] : "";
      }
    }

    public string Get(string name, string otherwise) {
      string value;
      return words.TryGetValue(name, out value) ? value : otherwise;
    }

    public void MayThrow() {
      if (words.ContainsKey("throw")) throw new InvalidOperationException("asked to throw");
    }
  }

  [WebService(Namespace = "https://pysrvc.sizpay.ir/")]
  [ScriptService]
  public class KimiaPayLinkSend : WebService {
    const string WrongKeys = "نام کاربری یا رمز عبور نادرست است";
    static readonly JavaScriptSerializer json = new JavaScriptSerializer();

    [WebMethod]
    public void PayLinkSendSoap(string UserName, string Password, string PayLinkName, string InvoiceNo, long Amount,
        string MobileNo, string CustomerName, string Description,
        out int ResCod, out string Message, out long PayLinkSendID) {
      PayLinkSendResponse reply = Answer(new PayLinkSend {
        UserName = UserName, Password = Password, PayLinkName = PayLinkName, InvoiceNo = InvoiceNo, Amount = Amount,
        MobileNo = MobileNo, CustomerName = CustomerName, Description = Description });
      ResCod = reply.ResCod;
      Message = reply.Message;
      PayLinkSendID = reply.PayLinkSendID;
    }

    [WebMethod]
    [ScriptMethod(ResponseFormat = ResponseFormat.Json)]
    public PayLinkSendResponse PayLinkSendRest(PayLinkSend PayLinkData) {
      return Answer(PayLinkData);
    }

    [WebMethod]
    public void PayLinkPayStatusSoap(string UserName, string Password, string PayLinkName, string PayLinkIdList,
        out int ResCod, out string Message, out int prmPayLinkFirstStatus, out string prmPayLinkFirstRefNo,
        out string prmPayLinkListStatus) {
      var script = new Script(PayLinkName);
      script.MayThrow();
      prmPayLinkFirstStatus = 0;
      prmPayLinkFirstRefNo = prmPayLinkListStatus = "";
      ResCod = KeysFit(UserName, Password) ? int.Parse(script.Get("code", "1")) : 0;
      Message = ResCod == 1 ? PayLinkIdList : WrongKeys;
      if (ResCod != 1) return;

      string[] ids = PayLinkIdList.Split(',');
      var paid = new HashSet<string>(script.Get("paid", "").Split('+'));
      var rows = ids.Select(id => new Dictionary<string, object> {
        { "PayLinkID", long.Parse(id) }, { "PayStatus", paid.Contains(id) ? 1 : 0 }, { "RefNo", paid.Contains(id) ? "00" + id : "" } });
      prmPayLinkFirstStatus = paid.Contains(ids[0]) ? 1 : 0;
      prmPayLinkFirstRefNo = paid.Contains(ids[0]) ? "00" + ids[0] : "";
      int first = int.Parse(script.Get("first", "1000"));
      prmPayLinkListStatus = script.Get("list", json.Serialize(rows.Take(first).ToArray()));
    }

    static bool KeysFit(string key1, string key2) {
      return key1 == "asmx-key-1" && key2 == "asmx-key-2";
    }

    static PayLinkSendResponse Answer(PayLinkSend asked) {
      var script = new Script(asked.PayLinkName);
      script.MayThrow();
      if (!KeysFit(asked.UserName, asked.Password)) return new PayLinkSendResponse { Message = WrongKeys };
      return new PayLinkSendResponse {
        ResCod = int.Parse(script.Get("code", "1")),
        PayLinkSendID = long.Parse(script.Get("id", "134")),
        Message = json.Serialize(new Dictionary<string, object> {
          { "InvoiceNo", asked.InvoiceNo }, { "Amount", asked.Amount.ToString() },
          { "MobileNo", asked.MobileNo }, { "CustomerName", asked.CustomerName }, { "Description", asked.Description } }) };
    }
  }
}
