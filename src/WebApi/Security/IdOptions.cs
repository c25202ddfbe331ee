using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Security;

/// <summary>What makes the shop's ids and tokens checkable, see <see cref="IdSeal"/>.</summary>
internal sealed class IdOptions
{
    public const string SectionName = "Ids";

    /// <summary>
    /// The key, at least 32 characters; the same for every API process, and for as long as there are data: another key
    /// makes every id and token in circulation unknown.
    /// </summary>
    /// <value>
    /// Default: embedded, one that is made once and kept in <c>ids.key</c> in the store's folder; in a cluster none,
    /// and the API does not start.
    /// </value>
    [MinLength(IdSeal.KeyLengthMin)]
    public string? Key { get; set; }
}
