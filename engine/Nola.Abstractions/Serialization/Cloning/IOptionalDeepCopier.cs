namespace Orleans.Serialization.Cloning;

/// <summary>A copier that may say that copies are not needed.</summary>
public interface IOptionalDeepCopier : IDeepCopier
{
    /// <summary>Whether values are immutable all the way down.</summary>
    bool IsShallowCopyable();
}
