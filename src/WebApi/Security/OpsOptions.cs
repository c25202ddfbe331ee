namespace ShopActors.WebApi.Security;

/// <summary>Access for operators.</summary>
internal sealed class OpsOptions
{
    public const string SectionName = "Ops";

    /// <summary>
    /// Shorter secrets can be guessed by an attacker who reaches the API; they are accepted, with a warning at start.
    /// </summary>
    public const int SafeTokenLength = 24;

    /// <summary>The bearer token with every operator scope; an empty one counts as none.</summary>
    /// <value>
    /// Default: none. In Development one is generated and printed at start; elsewhere the operator routes answer 401.
    /// </value>
    public string? Token { get; set; }
}
