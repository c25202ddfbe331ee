namespace Nola.Runtime.Activation;

// Extensions as the programming model shows them.
internal partial class GrainActivation : IGrainExtensionBinder
{
    TExtensionInterface IGrainExtensionBinder.GetExtension<TExtensionInterface>() =>
        (TExtensionInterface)Host.Extensions.Get(this, typeof(TExtensionInterface));

    (TExtension, TExtensionInterface) IGrainExtensionBinder.GetOrSetExtension<TExtension, TExtensionInterface>(
        Func<TExtension> newExtensionFunc)
    {
        ArgumentNullException.ThrowIfNull(newExtensionFunc);
        var existing = GetComponent(typeof(TExtensionInterface));
        if (existing is not (null or TExtension))
        {
            throw new InvalidOperationException(
                $"{GrainId} has another extension {typeof(TExtensionInterface)}: a {existing.GetType()}.");
        }

        var extension = (TExtension?)existing ?? newExtensionFunc();
        if (existing is null) SetComponent<TExtensionInterface>(extension);
        return (extension, GrainReference.AsReference<TExtensionInterface>());
    }
}
