namespace Orleans.Runtime;

/// <summary>A part of the ring of hashes.</summary>
public interface IRingRange
{
    /// <summary>Whether the hash is in it.</summary>
    bool InRange(uint n);

    /// <summary>Whether the hash of the grain is in it.</summary>
    sealed bool InRange(GrainId grainId) => InRange(grainId.GetUniformHashCode());
}
