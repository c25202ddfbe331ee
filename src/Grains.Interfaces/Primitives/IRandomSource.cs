namespace ShopActors;

/// <summary>Where unguessable bits come from: the system's generator in production, a seeded one in tests.</summary>
public interface IRandomSource
{
    /// <summary>Fills the buffer.</summary>
    void Fill(Span<byte> buffer);
}
