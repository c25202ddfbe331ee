using System.Globalization;
using System.Text.Json.Nodes;

namespace ShopActors.TestKit;

/// <summary>The state of the server: intents, their charges and refunds, and what they allow.</summary>
internal sealed class StripeBooks
{
    private readonly List<JsonObject> _intents = [];
    private readonly List<JsonObject> _refunds = [];

    public IReadOnlyList<JsonObject> Intents => _intents;

    public IReadOnlyList<JsonObject> Refunds => _refunds;

    /// <summary>What new refunds become.</summary>
    public string RefundStatus { get; set; } = "succeeded";

    public StripeReply Create(IReadOnlyDictionary<string, string> form)
    {
        var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
        var intent = new JsonObject
        {
            ["id"] = $"pi_{_intents.Count + 1}",
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0,
            ["amount_received"] = 0,
            ["currency"] = form["currency"],
            ["capture_method"] = form["capture_method"],
            ["metadata"] = Metadata(form),
            ["status"] = "requires_payment_method",
        };
        _intents.Add(intent);
        switch (form.GetValueOrDefault("payment_method"))
        {
            case "pm_card_visa":
                Authorise(intent);
                break;
            case "pm_card_authenticationRequired" when form.GetValueOrDefault("error_on_requires_action") == "true":
                return Decline(intent, "authentication_required", "authentication_required");
            case "pm_card_authenticationRequired":
                intent["status"] = "requires_action";
                intent["next_action"] = new JsonObject
                {
                    ["type"] = "redirect_to_url",
                    ["redirect_to_url"] = new JsonObject
                    {
                        ["url"] = $"https://hooks.stripe.com/3ds/{intent["id"]}",
                        ["return_url"] = form["return_url"],
                    },
                };
                break;
            case "pm_script":
                intent["status"] = "requires_action";
                intent["next_action"] = new JsonObject { ["type"] = "use_stripe_sdk" };
                break;
            case "pm_bank_debit" or "pm_bank_debit_bad" when form["capture_method"] == "automatic":
                intent["status"] = "processing";
                intent["payment_method"] = form["payment_method"];
                break;
            case "pm_bank_debit" or "pm_bank_debit_bad":
                return StripeReply.Error(400, "invalid_request_error", "payment_intent_incompatible_payment_method");
            default:
                return Decline(intent, "card_declined", "generic_decline");
        }

        return StripeReply.Ok(intent);
    }

    /// <summary>The payer confirms, or refuses to.</summary>
    public void Confirm(string id, bool approve)
    {
        var intent = Find(id)!;
        intent.Remove("next_action");
        if (approve)
        {
            Authorise(intent);
        }
        else
        {
            intent["status"] = "requires_payment_method";
            intent["last_payment_error"] = new JsonObject
            {
                ["type"] = "card_error",
                ["code"] = "payment_intent_authentication_failure",
            };
        }
    }

    /// <summary>A payment that took days succeeds, which captures it, or fails as its method says.</summary>
    public void Settle(string id)
    {
        var intent = Find(id)!;
        if ((string?)intent["payment_method"] == "pm_bank_debit_bad")
        {
            intent["status"] = "requires_payment_method";
            intent["last_payment_error"] = new JsonObject
            {
                ["type"] = "card_error",
                ["code"] = "payment_method_provider_decline",
            };
            return;
        }

        Authorise(intent);
        intent["status"] = "succeeded";
        intent["amount_capturable"] = 0;
        intent["amount_received"] = Units(intent, "amount");
        intent["latest_charge"]!["captured"] = true;
    }

    public StripeReply Capture(string id, IReadOnlyDictionary<string, string> form)
    {
        if (Find(id) is not { } intent) return Missing();
        if (Status(intent) != "requires_capture") return Unexpected(intent);
        var amount = long.Parse(form["amount_to_capture"], CultureInfo.InvariantCulture);
        if (amount > Units(intent, "amount_capturable"))
        {
            return StripeReply.Error(400, "invalid_request_error", "amount_too_large");
        }

        intent["status"] = "succeeded";
        intent["amount_capturable"] = 0;
        intent["amount_received"] = amount;
        var charge = intent["latest_charge"]!.AsObject();
        charge["captured"] = true;

        // Stripe counts what a capture leaves over as refunded.
        charge["amount_refunded"] = Units(intent, "amount") - amount;
        return StripeReply.Ok(intent);
    }

    public StripeReply Cancel(string id)
    {
        if (Find(id) is not { } intent) return Missing();
        if (Status(intent) is "succeeded" or "canceled" or "processing") return Unexpected(intent);
        intent["status"] = "canceled";
        intent["cancellation_reason"] = "requested_by_customer";
        intent["amount_capturable"] = 0;
        if (intent["latest_charge"] is JsonObject charge) charge["amount_refunded"] = Units(intent, "amount");
        return StripeReply.Ok(intent);
    }

    public StripeReply Refund(IReadOnlyDictionary<string, string> form)
    {
        if (Find(form["payment_intent"]) is not { } intent) return Missing();
        var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
        var charge = intent["latest_charge"]!.AsObject();
        if (Units(charge, "amount_refunded") + amount > Units(charge, "amount"))
        {
            return StripeReply.Error(400, "invalid_request_error", "charge_already_refunded");
        }

        charge["amount_refunded"] = Units(charge, "amount_refunded") + amount;
        var refund = new JsonObject
        {
            ["id"] = $"re_{_refunds.Count + 1}",
            ["object"] = "refund",
            ["amount"] = amount,
            ["currency"] = (string)intent["currency"]!,
            ["payment_intent"] = form["payment_intent"],
            ["metadata"] = Metadata(form),
            ["status"] = RefundStatus,
        };
        _refunds.Add(refund);
        return StripeReply.Ok(refund);
    }

    public StripeReply Get(string id) => Find(id) is { } intent ? StripeReply.Ok(intent) : Missing();

    public JsonObject? Find(string id) => _intents.Find(intent => (string)intent["id"]! == id);

    private static StripeReply Decline(JsonObject intent, string code, string declineCode)
    {
        intent["last_payment_error"] = new JsonObject
        {
            ["type"] = "card_error",
            ["code"] = code,
            ["decline_code"] = declineCode,
        };
        return StripeReply.Error(402, "card_error", code, new()
        {
            ["decline_code"] = declineCode,
            ["payment_intent"] = intent.DeepClone(),
        });
    }

    private static void Authorise(JsonObject intent)
    {
        intent["status"] = "requires_capture";
        intent["amount_capturable"] = Units(intent, "amount");
        intent["latest_charge"] = new JsonObject
        {
            ["id"] = "ch_" + (string)intent["id"]!,
            ["object"] = "charge",
            ["amount"] = Units(intent, "amount"),
            ["amount_refunded"] = 0L,
            ["captured"] = false,
            ["status"] = "succeeded",
        };
    }

    private static StripeReply Missing() => StripeReply.Error(404, "invalid_request_error", "resource_missing");

    private static StripeReply Unexpected(JsonObject intent) => StripeReply.Error(
        400, "invalid_request_error", "payment_intent_unexpected_state",
        new() { ["payment_intent"] = intent.DeepClone() });

    private static string Status(JsonObject intent) => (string)intent["status"]!;

    private static long Units(JsonObject owner, string name) => (long)owner[name]!;

    private static JsonObject Metadata(IReadOnlyDictionary<string, string> form)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in form)
        {
            if (name.StartsWith("metadata[", StringComparison.Ordinal)) metadata[name[9..^1]] = value;
        }

        return metadata;
    }
}
