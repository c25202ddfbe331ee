using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Limits;

/// <summary>The reverse proxies in front of the API.</summary>
internal sealed class ProxyOptions
{
    public const string SectionName = "Proxies";

    /// <summary>
    /// The proxies' addresses (<c>10.0.0.7</c>) and networks (<c>10.0.0.0/8</c>). Only their <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are trusted.
    /// </summary>
    /// <value>Default: none; the headers are ignored.</value>
    public IList<string> Known { get; } = [];

    /// <summary>
    /// How many known proxies are chained, and so how many entries of the headers are read from the right.
    /// </summary>
    /// <value>Default: 1.</value>
    [Range(1, 16)]
    public int ForwardLimit { get; set; } = 1;
}
