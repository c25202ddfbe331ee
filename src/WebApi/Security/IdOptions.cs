using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Security;

/// <summary>Settings of the check in ids and tokens, see <see cref="IdSeal"/>.</summary>
internal sealed class IdOptions
{
    public const string SectionName = "Ids";

    /// <summary>
    /// The key, at least 32 characters. It must be the same for every API process and for the lifetime of the data:
    /// another key invalidates every issued id and token.
    /// </summary>
    /// <value>
    /// Default: embedded, a key that is generated once and stored as <c>ids.key</c> in the store's folder; in a cluster
    /// none, and the API does not start.
    /// </value>
    [MinLength(IdSeal.KeyLengthMin)]
    public string? Key { get; set; }
}
