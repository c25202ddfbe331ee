using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Security;

/// <summary>Access for operators.</summary>
internal sealed class OpsOptions
{
    public const string SectionName = "Ops";

    /// <summary>A shorter secret could be guessed.</summary>
    public const int TokenLengthMin = 24;

    /// <summary>
    /// The bearer token with every operator scope. <value>Default: none; in Development one is generated and printed at
    /// start, elsewhere the operator routes then answer 401.</value>
    /// </summary>
    [MinLength(TokenLengthMin)]
    public string? Token { get; set; }
}
