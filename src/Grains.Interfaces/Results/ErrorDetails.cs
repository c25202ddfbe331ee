using System.Collections.Frozen;

namespace ShopActors;

/// <summary>The details that refusals may have.</summary>
public static class ErrorDetails
{
    private static readonly List<ErrorDetail> Known = [];

    /// <summary>The SKU that the refusal is about.</summary>
    public static ErrorDetail Sku { get; } = Text("sku", "The SKU that the refusal is about.");

    /// <summary>The SKUs that the refusal is about.</summary>
    public static ErrorDetail Skus { get; } = Add("skus", ErrorDetailKind.Texts, "The SKUs that it is about.");

    /// <summary>All lines with too little stock.</summary>
    public static ErrorDetail Lines { get; } =
        Add("lines", ErrorDetailKind.Shortages, "All lines for which there is too little stock.");

    /// <summary>The number of the line.</summary>
    public static ErrorDetail Line { get; } = Number("line", "The number of the line, from 1.");

    /// <summary>The units asked for.</summary>
    public static ErrorDetail Requested { get; } = Number("requested", "The units that were asked for.");

    /// <summary>The units available.</summary>
    public static ErrorDetail Available { get; } = Number("available", "The units that are available.");

    /// <summary>The quantity given.</summary>
    public static ErrorDetail Quantity { get; } = Number("quantity", "The quantity that was given.");

    /// <summary>The smallest value allowed.</summary>
    public static ErrorDetail Min { get; } = Number("min", "The smallest value that is allowed.");

    /// <summary>The largest value allowed.</summary>
    public static ErrorDetail Max { get; } = Number("max", "The largest value that is allowed.");

    /// <summary>The difference given.</summary>
    public static ErrorDetail Delta { get; } = Number("delta", "The difference that was given.");

    /// <summary>The units held by reservations.</summary>
    public static ErrorDetail Held { get; } = Number("held", "The units held by reservations.");

    /// <summary>The units pinned by checkouts.</summary>
    public static ErrorDetail Pinned { get; } = Number("pinned", "The units pinned by checkouts.");

    /// <summary>The version that the resource has now.</summary>
    public static ErrorDetail CurrentVersion { get; } =
        Number("currentVersion", "The version that the resource has now.");

    /// <summary>The expected amount in minor units.</summary>
    public static ErrorDetail Expected { get; } = Number("expected", "The expected amount in minor units.");

    /// <summary>The actual amount in minor units.</summary>
    public static ErrorDetail Actual { get; } = Number("actual", "The actual amount in minor units.");

    /// <summary>The currency of the amounts.</summary>
    public static ErrorDetail Currency { get; } = Text("currency", "The currency of the amounts.");

    /// <summary>The amount in minor units that can still be refunded.</summary>
    public static ErrorDetail Refundable { get; } =
        Number("refundable", "The amount in minor units that can still be refunded.");

    /// <summary>The provider's reason for declining.</summary>
    public static ErrorDetail DeclineCode { get; } = Text("declineCode", "The provider's reason for declining.");

    /// <summary>The code of the refusal behind this one.</summary>
    public static ErrorDetail Cause { get; } = Text("cause", "The code of the refusal behind this one.");

    /// <summary>The state that does not allow the request.</summary>
    public static ErrorDetail From { get; } = Text("from", "The state that does not allow the request.");

    /// <summary>The requests that the state allows.</summary>
    public static ErrorDetail Allowed { get; } =
        Add("allowed", ErrorDetailKind.Texts, "The requests that the state allows.");

    /// <summary>The order that the refusal is about.</summary>
    public static ErrorDetail OrderId { get; } = Text("orderId", "The order that it is about.");

    /// <summary>The members or parameters that are not valid.</summary>
    public static ErrorDetail Fields { get; } =
        Add("fields", ErrorDetailKind.Texts, "The members or parameters that are not valid.");

    /// <summary>The scope that the caller lacks.</summary>
    public static ErrorDetail Scope { get; } = Text("scope", "The scope that the caller lacks.");

    /// <summary>All details by name.</summary>
    public static FrozenDictionary<string, ErrorDetail> All { get; } =
        Known.ToFrozenDictionary(detail => detail.Name, StringComparer.Ordinal);

    private static ErrorDetail Text(string name, string meaning) => Add(name, ErrorDetailKind.Text, meaning);

    private static ErrorDetail Number(string name, string meaning) => Add(name, ErrorDetailKind.Number, meaning);

    private static ErrorDetail Add(string name, ErrorDetailKind kind, string meaning)
    {
        var detail = new ErrorDetail(name, kind, meaning);
        Known.Add(detail);
        return detail;
    }
}
