using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Security;

/// <summary>Keeps the hash of the operators' token, so that every comparison takes the same time.</summary>
internal sealed class OpsToken
{
    private readonly byte[]? _hash;

    public OpsToken(IOptions<OpsOptions> options, IHostEnvironment environment)
    {
        var token = string.IsNullOrEmpty(options.Value.Token) ? null : options.Value.Token;
        IsShort = token is { Length: < OpsOptions.SafeTokenLength };
        if (token is null && environment.IsDevelopment())
        {
            token = Generated = "sa_ops_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        }

        if (token is not null) _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    }

    /// <summary>The token that was generated for this run, to be printed once; null where one is configured.</summary>
    public string? Generated { get; }

    /// <summary>Whether the configured token is so short that it could be guessed.</summary>
    public bool IsShort { get; }

    public bool Matches(string presented) =>
        _hash is not null &&
        CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented)));
}
