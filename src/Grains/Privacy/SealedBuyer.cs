using System.Text.Json;

namespace ShopActors;

/// <summary>Encrypts what buyers say of themselves.</summary>
internal static class SealedBuyer
{
    public static string Seal(PersonalKey key, BuyerDetails buyer) => key.Seal(Encode(buyer));

    public static string Digest(PersonalKey key, BuyerDetails buyer) => key.Digest(Encode(buyer));

    public static BuyerDetails Open(PersonalKey key, string text) =>
        JsonSerializer.Deserialize(key.Open(text), PersonalKeyJson.Default.BuyerDetails)
        ?? throw new JsonException("The buyer's details are null.");

    /// <summary>The details; null if there are none, or they were erased.</summary>
    public static async Task<BuyerDetails?> ReadAsync(IGrainFactory grains, PrincipalId buyer, string? text)
    {
        if (text is null) return null;
        var key = await grains.GetGrain<IPersonalKeyGrain>(buyer.Value).Get();
        return key.IsOk ? Open(key.Value, text) : null;
    }

    private static byte[] Encode(BuyerDetails buyer) =>
        JsonSerializer.SerializeToUtf8Bytes(buyer, PersonalKeyJson.Default.BuyerDetails);
}
