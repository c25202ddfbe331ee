using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Tuples;

/// <summary>A tuple seen as its items.</summary>
internal static class TupleItemExtensions
{
    extension<TTuple>(TupleItem<TTuple>[] items)
        where TTuple : struct
    {
        public void Write(ref Writer writer, scoped ref TTuple tuple)
        {
            for (var index = 0; index < items.Length; index++) items[index].Write(ref writer, (uint)index, ref tuple);
        }

        public TTuple Read(ref Reader reader)
        {
            var tuple = default(TTuple);
            while (reader.TryReadFieldHeader(out var field))
            {
                if (field.Id < items.Length) items[field.Id].Read(ref reader, field, ref tuple);
                else reader.Skip(field);
            }

            return tuple;
        }

        public bool AreShallow(CodecProvider codecs)
        {
            foreach (var item in items)
            {
                if (!item.IsShallow(codecs)) return false;
            }

            return true;
        }

        public void Copy(CodecProvider codecs, scoped ref TTuple tuple, CopyContext context)
        {
            foreach (var item in items) item.Copy(codecs, ref tuple, context);
        }
    }
}
