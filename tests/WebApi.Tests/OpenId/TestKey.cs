using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace ShopActors.WebApi.Tests.OpenId;

/// <summary>A key of a provider.</summary>
internal sealed class TestKey(string algorithm)
{
    private static int _count;

    private readonly RSA _rsa = RSA.Create(2_048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Algorithm { get; } = algorithm;

    public string Id { get; init; } = $"key-{Interlocked.Increment(ref _count)}";

    /// <summary>What anybody knows of the key.</summary>
    public byte[] PublicBytes => _rsa.ExportSubjectPublicKeyInfo();

    /// <summary>What is signed with instead, for tokens that are false on purpose.</summary>
    public Func<byte[], byte[]>? Forge { get; init; }

    public byte[] Sign(byte[] text) => Forge is { } forge ? forge(text)
        : Algorithm == "ES256" ? _curve.SignData(text, HashAlgorithmName.SHA256)
        : _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public JsonNode ToJson()
    {
        if (Algorithm == "ES256")
        {
            var point = _curve.ExportParameters(false).Q;
            return new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["use"] = "sig",
                ["kid"] = Id,
                ["x"] = Base64UrlEncoder.Encode(point.X),
                ["y"] = Base64UrlEncoder.Encode(point.Y),
            };
        }

        var key = _rsa.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["n"] = Base64UrlEncoder.Encode(key.Modulus),
            ["e"] = Base64UrlEncoder.Encode(key.Exponent),
        };
    }
}
